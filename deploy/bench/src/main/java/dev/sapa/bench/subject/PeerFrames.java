package dev.sapa.bench.subject;

import java.nio.charset.StandardCharsets;

/** Packets of Socket.IO 5 inside Engine.IO 4, as far as the generator has to write and tell them apart. */
final class PeerFrames {

    static final String PONG = "3";

    private PeerFrames() {}

    /** Engine.IO's packet type, with Socket.IO's behind it where the packet is a message. */
    static String kind(byte[] bytes, int from, int length) {
        var digits = length > 1 && bytes[from] == '4' ? 2 : 1;
        return new String(bytes, from, digits, StandardCharsets.US_ASCII);
    }

    /** @param rooms quoted, separated by commas */
    static String connect(String rooms) {
        return "40{\"rooms\":[" + rooms + "]}";
    }

    /** With what connection state recovery wants to know. */
    static String reconnect(String rooms, String pid, String offset) {
        return "40{\"rooms\":[" + rooms + "],\"pid\":\"" + pid + "\",\"offset\":\"" + offset + "\"}";
    }

    /** A message as an event with acknowledgement {@code index}. */
    static String send(int conversation, int index, String name, String text) {
        return "42" + index + "[\"send\",{\"room\":\"c" + conversation + "\",\"id\":\"" + name + "\",\"text\":\"" + text
                + "\"}]";
    }

    /** The position that recovery appends to each event: the last text of the array. */
    static String offset(byte[] bytes, int from, int length) {
        var end = from + length - 1;
        while (end > from && bytes[end] != '"') {
            end--;
        }
        var begin = end - 1;
        while (begin > from && bytes[begin] != '"') {
            begin--;
        }
        return new String(bytes, begin + 1, Math.max(0, end - begin - 1), StandardCharsets.US_ASCII);
    }

    /** Of a message; PostgreSQL's bigint comes as text. */
    static long seq(byte[] bytes, int from, int length) {
        return SapaFrames.number(bytes, from, length, "\"seq\":\"");
    }
}
