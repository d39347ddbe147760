package dev.sapa.chat.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A mail server after RFC 5321 that keeps what it is given, and misbehaves where it is told to. */
public final class SmtpStub implements AutoCloseable {

    /** Breaks the connection instead of an answer. */
    public static final String CUT = "";

    /** Says nothing for longer than anybody waits. */
    public static final String SILENCE = "...";

    /** A mail that it has taken. */
    public record Taken(String from, List<String> to, String raw) {

        public MimeMessage message() {
            try {
                return new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }

        public String header(String name) {
            try {
                return String.join(
                        "|",
                        message().getHeader(name) == null
                                ? new String[0]
                                : message().getHeader(name));
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<String>> next = new ConcurrentHashMap<>();
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String password;

    public SmtpStub(String password) {
        this.password = password;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Taken> taken() {
        return taken;
    }

    /** Tells what to answer next: at {@code HELLO}, {@code AUTH}, {@code MAIL}, {@code RCPT}, {@code DATA} or {@code END}. */
    public void next(String stage, String... answers) {
        next.computeIfAbsent(stage, any -> new ConcurrentLinkedQueue<>()).addAll(List.of(answers));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            talk(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)),
                    socket.getOutputStream());
        } catch (IOException gone) {
            // The other side has gone.
        }
    }

    private void talk(BufferedReader in, OutputStream out) throws IOException {
        var from = "";
        var to = new CopyOnWriteArrayList<String>();
        if (!answer(out, "HELLO", "220 stub ready")) {
            return;
        }
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            var goesOn =
                    switch (verb) {
                        case "EHLO" -> say(out, "250-stub\r\n250-AUTH PLAIN LOGIN\r\n250-DSN\r\n250 8BITMIME");
                        case "HELO", "RSET", "NOOP" -> say(out, "250 fine");
                        case "AUTH" -> answer(out, "AUTH", isKnown(line) ? "235 welcome" : "535 5.7.8 who are you");
                        case "MAIL" -> {
                            from = line.replaceFirst("(?i)^MAIL FROM:\\s*<([^>]*)>.*", "$1");
                            yield answer(out, "MAIL", "250 fine");
                        }
                        case "RCPT" -> {
                            to.add(line.replaceFirst("(?i)^RCPT TO:\\s*<([^>]*)>.*", "$1"));
                            yield answer(out, "RCPT", "250 fine");
                        }
                        case "DATA" -> answer(out, "DATA", "354 go on") && taken(in, out, from, to);
                        case "QUIT" -> {
                            say(out, "221 bye");
                            yield false;
                        }
                        default -> say(out, "500 what");
                    };
            if (!goesOn) {
                return;
            }
        }
    }

    private boolean taken(BufferedReader in, OutputStream out, String from, List<String> to) throws IOException {
        var raw = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            raw.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        var told = next.get("END");
        var answer = told == null ? null : told.poll();
        if (answer == null || answer.equals(CUT) || answer.equals(SILENCE)) {
            taken.add(new Taken(from, List.copyOf(to), raw.toString()));
        }
        to.clear();
        return give(out, answer == null ? "250 2.0.0 taken" : answer);
    }

    private boolean isKnown(String line) {
        var parts = line.split(" ", -1);
        return parts.length == 3
                && new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8).endsWith("\0" + password);
    }

    private boolean answer(OutputStream out, String stage, String usual) throws IOException {
        var told = next.get(stage);
        var answer = told == null ? null : told.poll();
        return answer == null ? say(out, usual) : give(out, answer);
    }

    private static boolean give(OutputStream out, String answer) throws IOException {
        if (answer.equals(CUT)) {
            return false;
        }
        return answer.equals(SILENCE) || (say(out, answer) && !answer.startsWith("421"));
    }

    private static boolean say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
    }
}
