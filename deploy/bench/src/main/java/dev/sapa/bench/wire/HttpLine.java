package dev.sapa.bench.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection that stays open and carries one request at a time. Bodies of answers are counted, not kept.
 * Used from the loop's thread.
 */
public final class HttpLine {

    /** Told on the loop's thread. */
    public interface Listener {

        /** The line can take a request: it is connected, or has the answer to the one before. */
        void free();

        /**
         * The answer is complete.
         *
         * @param bytes of the body
         */
        void answered(int status, int bytes);

        /** After this nothing more comes. */
        void closed(String why);
    }

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    private static final int STATUS_AT = 9;
    private static final int MORE = -1;

    private final Wire wire;
    private final Listener listener;
    private final String host;
    private byte[] rest = NOTHING;

    private HttpLine(Loop loop, URI base, Listener listener) {
        this.listener = listener;
        this.host = base.getHost() + ":" + base.getPort();
        this.wire = new Wire(loop, new Wire.Listener() {
            @Override
            public void connected() {
                listener.free();
            }

            @Override
            public void received(ByteBuffer input) {
                take(input);
            }

            @Override
            public void closed(@Nullable IOException why) {
                listener.closed(why == null ? "closed by the server" : String.valueOf(why.getMessage()));
            }
        });
    }

    public static HttpLine open(Loop loop, URI base, Listener listener) {
        var line = new HttpLine(loop, base, listener);
        loop.connect(line.wire, new InetSocketAddress(0), new InetSocketAddress(base.getHost(), base.getPort()));
        return line;
    }

    /**
     * Asks; the line is not free until it is answered.
     *
     * @param bearer of the Authorization header
     */
    public void get(String path, String bearer) {
        wire.send(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + bearer
                        + "\r\nAccept: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    public void close() {
        wire.close();
    }

    private void take(ByteBuffer input) {
        var bytes = Arrays.copyOf(rest, rest.length + input.remaining());
        input.get(bytes, rest.length, bytes.length - rest.length);
        rest = bytes;
        while (takeAnswer(rest)) {
            // Until what is left is no whole answer.
        }
    }

    private boolean takeAnswer(byte[] bytes) {
        var head = WebSocket.indexOf(bytes, 0, bytes.length, END_OF_HEAD);
        if (head < 0) {
            return false;
        }
        var text = new String(bytes, 0, head, StandardCharsets.US_ASCII);
        var body = head + END_OF_HEAD.length;
        var end = text.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                ? endOfChunks(bytes, body)
                : body + length(text);
        if (end == MORE || end > bytes.length) {
            return false;
        }
        rest = Arrays.copyOfRange(bytes, end, bytes.length);
        listener.answered(Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + 3)), end - body);
        listener.free();
        return true;
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static int endOfChunks(byte[] bytes, int from) {
        var at = from;
        while (true) {
            var line = WebSocket.indexOf(bytes, at, bytes.length, END_OF_LINE);
            if (line < 0) {
                return MORE;
            }
            var size = Integer.parseInt(new String(bytes, at, line - at, StandardCharsets.US_ASCII).strip(), 16);
            at = line + END_OF_LINE.length + size + END_OF_LINE.length;
            if (at > bytes.length) {
                return MORE;
            }
            if (size == 0) {
                return at;
            }
        }
    }
}
