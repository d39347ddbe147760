package dev.sapa.bench.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client connection (RFC 6455) without extensions. Frames are masked with zeroes, which the protocol allows
 * and which costs nothing. Pings are answered.
 */
public final class WebSocket {

    /** Told on the loop's thread. After {@link #closed} nothing more comes. */
    public interface Listener {

        void opened();

        /** A text message: {@code length} bytes of UTF-8 from {@code from}; valid until this returns. */
        void text(byte[] bytes, int from, int length);

        /**
         * The connection is no more, or could not be opened.
         *
         * @param code of the close frame; 1006 when there was none
         */
        void closed(int code, String reason);
    }

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LENGTH_OF_2 = 126;
    private static final int LENGTH_OF_8 = 127;
    private static final int MASK_BYTES = 4;
    private static final int ABNORMAL = 1006;
    private static final byte[] NOTHING = {};
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Listener listener;
    private final Wire wire;
    private byte[] rest = NOTHING;
    private @Nullable ByteArrayOutputStream fragments;
    private boolean open;
    private int code = ABNORMAL;
    private String reason = "";

    private WebSocket(Loop loop, byte[] handshake, Listener listener) {
        this.listener = listener;
        this.wire = new Wire(loop, new Wire.Listener() {
            @Override
            public void connected() {
                wire().send(ByteBuffer.wrap(handshake));
            }

            @Override
            public void received(ByteBuffer input) {
                take(input);
            }

            @Override
            public void closed(@Nullable IOException why) {
                listener.closed(code, why == null ? reason : String.valueOf(why.getMessage()));
            }
        });
    }

    /**
     * Begins to connect.
     *
     * @param from local address; port 0 takes any
     * @param uri such as {@code ws://127.0.0.1:8080/ws/chat}, with its port
     */
    public static WebSocket open(
            Loop loop, InetSocketAddress from, URI uri, Map<String, String> headers, Listener listener) {
        var socket = new WebSocket(loop, handshake(uri, headers), listener);
        loop.connect(socket.wire, from, new InetSocketAddress(uri.getHost(), uri.getPort()));
        return socket;
    }

    /** Sends one text message; for any thread. */
    public void send(byte[] text) {
        wire.send(frame(TEXT, text, 0, text.length));
    }

    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void close() {
        wire.close();
    }

    /** Cuts the connection without a word. */
    public void cut() {
        wire.reset();
    }

    private Wire wire() {
        return wire;
    }

    private static byte[] handshake(URI uri, Map<String, String> headers) {
        var head = new StringBuilder("GET ").append(uri.getRawPath());
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getHost()).append(':').append(uri.getPort());
        head.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer frame(int opcode, byte[] payload, int from, int length) {
        var frame = ByteBuffer.allocate(length + 14);
        frame.put((byte) (FINAL | opcode));
        if (length < LENGTH_OF_2) {
            frame.put((byte) (MASKED | length));
        } else if (length <= 0xffff) {
            frame.put((byte) (MASKED | LENGTH_OF_2)).putShort((short) length);
        } else {
            frame.put((byte) (MASKED | LENGTH_OF_8)).putLong(length);
        }
        return frame.putInt(0).put(payload, from, length).flip();
    }

    private void take(ByteBuffer input) {
        byte[] bytes;
        int from;
        int to;
        if (rest.length == 0) {
            bytes = input.array();
            from = input.arrayOffset() + input.position();
            to = from + input.remaining();
        } else {
            bytes = Arrays.copyOf(rest, rest.length + input.remaining());
            input.get(bytes, rest.length, input.remaining());
            from = 0;
            to = bytes.length;
        }
        var used = open ? from : takeHead(bytes, from, to);
        for (var next = used; open && next >= 0; ) {
            used = next;
            next = takeFrame(bytes, used, to);
        }
        rest = used >= to ? NOTHING : Arrays.copyOfRange(bytes, used, to);
    }

    /** @return where the head ends, or {@code from} when it is not complete */
    private int takeHead(byte[] bytes, int from, int to) {
        var end = indexOf(bytes, from, to, END_OF_HEAD);
        if (end < 0) {
            return from;
        }
        var head = new String(bytes, from, end - from, StandardCharsets.US_ASCII);
        if (!head.startsWith("HTTP/1.1 101")) {
            reason = head.lines().findFirst().orElse("no answer");
            wire.close();
            return to;
        }
        open = true;
        listener.opened();
        return end + END_OF_HEAD.length;
    }

    /** @return where the next frame begins; -1 when this one is not complete */
    private int takeFrame(byte[] bytes, int from, int to) {
        if (to - from < 2) {
            return -1;
        }
        var input = ByteBuffer.wrap(bytes, from, to - from);
        var first = input.get() & 0xff;
        var second = input.get() & 0xff;
        long length = second & 0x7f;
        if (length == LENGTH_OF_2) {
            if (input.remaining() < 2) {
                return -1;
            }
            length = Short.toUnsignedInt(input.getShort());
        } else if (length == LENGTH_OF_8) {
            if (input.remaining() < 8) {
                return -1;
            }
            length = input.getLong();
        }
        if ((second & MASKED) != 0) {
            input.position(input.position() + MASK_BYTES);
        }
        if (input.remaining() < length) {
            return -1;
        }
        takePayload(first, bytes, input.position(), Math.toIntExact(length));
        return input.position() + Math.toIntExact(length);
    }

    private void takePayload(int first, byte[] bytes, int from, int length) {
        var complete = (first & FINAL) != 0;
        switch (first & 0x0f) {
            case TEXT, CONTINUATION -> takeText(complete, bytes, from, length);
            case PING -> wire.send(frame(PONG, bytes, from, length));
            case CLOSE -> {
                if (length >= 2) {
                    code = Short.toUnsignedInt(
                            ByteBuffer.wrap(bytes, from, length).getShort());
                    reason = new String(bytes, from + 2, length - 2, StandardCharsets.UTF_8);
                }
                wire.send(frame(CLOSE, bytes, from, length));
                wire.close();
            }
            default -> {
                // Binary frames and pongs say nothing here.
            }
        }
    }

    private void takeText(boolean complete, byte[] bytes, int from, int length) {
        if (complete && fragments == null) {
            listener.text(bytes, from, length);
            return;
        }
        var collected = fragments == null ? new ByteArrayOutputStream() : fragments;
        collected.write(bytes, from, length);
        fragments = complete ? null : collected;
        if (complete) {
            listener.text(collected.toByteArray(), 0, collected.size());
        }
    }

    /** Where the pattern begins between {@code from} and {@code to}; -1 when it does not stand there. */
    public static int indexOf(byte[] bytes, int from, int to, byte[] pattern) {
        var last = to - pattern.length;
        for (var at = from; at <= last; at++) {
            if (bytes[at] == pattern[0] && Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
                return at;
            }
        }
        return -1;
    }
}
