package dev.sapa.chat.file;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An upload in the hands of the test: it goes on, stops or is cut when the test says so. */
final class RawUpload implements AutoCloseable {

    private static final String TAIL = "\r\n--xyz--\r\n";

    private final Socket socket;

    /**
     * Sends the head of a request.
     *
     * @param size bytes of the file that are promised
     */
    RawUpload(String token, UUID conversation, String name, long size) throws IOException {
        var form = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n".formatted(name);
        socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(30_000);
        send(("""
                POST /conversations/%s/files HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: multipart/form-data; boundary=xyz\r
                Content-Length: %d\r
                Connection: close\r
                \r
                """.formatted(conversation, token, form.length() + size + TAIL.length()) + form)
                .getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] content) throws IOException {
        socket.getOutputStream().write(content);
        socket.getOutputStream().flush();
    }

    /** Ends the form, and answers what the service says: status line, headers and body. */
    String end() throws IOException {
        send(TAIL.getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What the service says while the upload is not at its end: up to the end of a JSON object. */
    String firstAnswer() throws IOException {
        var heard = new StringBuilder();
        while (heard.indexOf("}") < 0) {
            heard.append((char) socket.getInputStream().read());
        }
        return heard.toString();
    }

    /** Hangs up, wherever it is. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
