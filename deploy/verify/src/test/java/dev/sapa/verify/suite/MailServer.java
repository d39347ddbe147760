package dev.sapa.verify.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The mail server of an account: takes what is sent through it, and delivers what a customer writes. */
public final class MailServer implements AutoCloseable {

    private static final String SECRET = "a-mail-servers-secret";

    private final Suite suite;
    private final String number = Long.toString(Instant.now().toEpochMilli());
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    public MailServer(Suite suite) {
        this.suite = suite;
        try {
            this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::serve, "mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** What makes an account of it. */
    public Map<String, Object> account(String name) {
        return Map.of(
                "channel",
                "email",
                "name",
                name,
                "settings",
                Map.of(
                        "address",
                        "halo-" + number + "@example.id",
                        "smtp_host",
                        "127.0.0.1",
                        "smtp_port",
                        Integer.toString(server.getLocalPort()),
                        "smtp_tls",
                        "none"),
                "secrets",
                Map.of("webhook_secret", SECRET));
    }

    public String customer() {
        return "budi-" + number + "@example.id";
    }

    /** The {@code Message-ID} of what the customer writes. */
    public String messageId() {
        return "<in-" + number + "@example.id>";
    }

    /** A mail of the customer's; fails when it is not taken. */
    public void writes(String webhookUrl, String subject, String text) {
        var raw = "From: Budi <%s>\r\nMessage-ID: %s\r\nSubject: %s\r\n\r\n%s\r\n"
                .formatted(customer(), messageId(), subject, text);
        var request = HttpRequest.newBuilder(
                        suite.base().resolve(URI.create(webhookUrl).getPath()))
                .header("Content-Type", "message/rfc822")
                .header("X-Webhook-Secret", SECRET)
                .POST(BodyPublishers.ofString(raw))
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Envelopes and mails as they came. */
    public List<String> sent() {
        return sent;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                talk(socket);
            } catch (IOException closed) {
                // The test is over, or this one has gone.
            }
        }
    }

    /** As much of RFC 5321 as one mail needs. */
    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var out = socket.getOutputStream();
        var heard = new StringBuilder();
        boolean isData = false;
        say(out, "220 ready");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            heard.append(line).append('\n');
            if (isData && !line.equals(".")) {
                continue;
            }
            if (isData) {
                sent.add(heard.toString());
            }
            isData = !isData && line.equals("DATA");
            say(out, isData ? "354 go on" : "250 fine");
            if (line.equals("QUIT")) {
                return;
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
