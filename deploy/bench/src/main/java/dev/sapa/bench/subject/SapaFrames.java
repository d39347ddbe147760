package dev.sapa.bench.subject;

import dev.sapa.bench.wire.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The frames of the native socket, as far as the generator has to write and tell them apart. */
final class SapaFrames {

    /** What a frame of the server is. */
    enum Type {
        MESSAGE("new_message"),
        ACK("ack"),
        NACK("nack"),
        JOINED("joined_session"),
        UPDATE("session_update"),
        PRESENCE("presence"),
        ERROR("error"),
        OTHER("");

        private final String name;

        Type(String name) {
            this.name = name;
        }
    }

    private static final Type[] KNOWN = {
        Type.MESSAGE, Type.ACK, Type.NACK, Type.JOINED, Type.UPDATE, Type.PRESENCE, Type.ERROR
    };
    private static final byte[] TYPE = ascii("\"type\":\"");
    private static final byte[] CODE = ascii("\"code\":\"");

    private SapaFrames() {}

    static Type type(byte[] bytes, int from, int length) {
        var at = WebSocket.indexOf(bytes, from, from + length, TYPE);
        if (at >= 0) {
            var begin = at + TYPE.length;
            for (var type : KNOWN) {
                if (isAt(bytes, begin, from + length, type.name)) {
                    return type;
                }
            }
        }
        return Type.OTHER;
    }

    private static boolean isAt(byte[] bytes, int begin, int end, String name) {
        if (begin + name.length() >= end || bytes[begin + name.length()] != '"') {
            return false;
        }
        for (var i = 0; i < name.length(); i++) {
            if (bytes[begin + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Why something was refused. */
    static String code(byte[] bytes, int from, int length) {
        return text(bytes, from, length, CODE);
    }

    /**
     * The text behind a member's name; empty when there is none.
     *
     * @param name as {@code "id":"}
     */
    static String text(byte[] bytes, int from, int length, byte[] name) {
        var at = WebSocket.indexOf(bytes, from, from + length, name);
        if (at < 0) {
            return "";
        }
        var begin = at + name.length;
        var end = begin;
        while (end < from + length && bytes[end] != '"') {
            end++;
        }
        return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }

    /**
     * The whole number behind a member's name; 0 when there is none.
     *
     * @param name as {@code "seq":}
     */
    static long number(byte[] bytes, int from, int length, String name) {
        var pattern = ascii(name);
        var at = WebSocket.indexOf(bytes, from, from + length, pattern);
        var number = 0L;
        if (at >= 0) {
            for (var i = at + pattern.length; i < from + length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
                number = number * 10 + bytes[i] - '0';
            }
        }
        return number;
    }

    /**
     * A join.
     *
     * @param data its data as JSON
     */
    static String join(String conversation, String data) {
        return "{\"type\":\"join_session\",\"session_id\":\"" + conversation + "\",\"data\":" + data + "}";
    }

    /** All of a send but the message's name. */
    static byte[] sendHead(String conversation, String text) {
        return ("{\"type\":\"send_message\",\"session_id\":\"" + conversation + "\",\"data\":{\"message\":\"" + text
                        + "\",\"client_msg_id\":\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What begins every message of each of these conversations. */
    static byte[][] sendHeads(List<People.Conversation> conversations, String text) {
        return conversations.stream()
                .map(conversation -> sendHead(conversation.id(), text))
                .toArray(byte[][]::new);
    }

    /**
     * A whole send.
     *
     * @param head from {@link #sendHead}
     */
    static byte[] send(byte[] head, String name) {
        var tail = ascii(name + "\"}}");
        var frame = new byte[head.length + tail.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(tail, 0, frame, head.length, tail.length);
        return frame;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
