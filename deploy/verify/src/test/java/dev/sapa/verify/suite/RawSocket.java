package dev.sapa.verify.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A WebSocket client without manners: writes whole frames of any size, as RFC 6455 section 5.2 lays them out. */
public final class RawSocket implements AutoCloseable {

    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_OF_2 = 126;
    private static final int LENGTH_OF_8 = 127;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    public static RawSocket open(URI uri) throws IOException {
        var raw = new RawSocket(new Socket(uri.getHost(), uri.getPort()));
        raw.socket.setSoTimeout(10_000);
        raw.out.write("""
                GET %s HTTP/1.1\r
                Host: %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r
                """.formatted(uri.getPath(), uri.getAuthority()).getBytes(StandardCharsets.US_ASCII));
        if (!raw.line().contains(" 101 ")) {
            throw new IOException("The upgrade was refused");
        }
        while (!raw.line().isEmpty()) {
            // The handshake's other headers say nothing that matters here.
        }
        return raw;
    }

    /** One unfragmented text frame, masked with zeroes. */
    public void send(String type, String session, Map<String, ?> data) throws IOException {
        var payload = Line.frame(type, session, data).getBytes(StandardCharsets.UTF_8);
        out.writeByte(FINAL | TEXT);
        if (payload.length < LENGTH_OF_2) {
            out.writeByte(MASKED | payload.length);
        } else if (payload.length <= 0xffff) {
            out.writeByte(MASKED | LENGTH_OF_2);
            out.writeShort(payload.length);
        } else {
            out.writeByte(MASKED | LENGTH_OF_8);
            out.writeLong(payload.length);
        }
        out.writeInt(0);
        out.write(payload);
        out.flush();
    }

    /**
     * The next text frame of this type.
     *
     * @throws IOException if the server closes the connection first, with its close code in the message
     */
    public JsonNode await(String type) throws IOException {
        while (true) {
            var opcode = in.readUnsignedByte() & 0x0f;
            var payload = in.readNBytes(length());
            if (opcode == CLOSE) {
                var code = payload.length < 2
                        ? "no code"
                        : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
                throw new IOException("Closed by the server: " + code);
            }
            if (opcode == TEXT) {
                var frame = Api.JSON.readTree(payload);
                if (frame.path("type").asText().equals(type)) {
                    return frame;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int length() throws IOException {
        var length = in.readUnsignedByte();
        if (length == LENGTH_OF_2) {
            return in.readUnsignedShort();
        }
        return length == LENGTH_OF_8 ? Math.toIntExact(in.readLong()) : length;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
