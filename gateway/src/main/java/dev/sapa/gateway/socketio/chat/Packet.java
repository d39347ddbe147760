package dev.sapa.gateway.socketio.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Socket.IO packet.
 *
 * @param ack  digits by which the sender knows the answer; empty when it wants none
 * @param data a missing node when there is none
 */
record Packet(Type type, String namespace, String ack, JsonNode data) {

    static final String MAIN = "/";

    enum Type {
        CONNECT,
        DISCONNECT,
        EVENT,
        ACK,
        CONNECT_ERROR,
        BINARY_EVENT,
        BINARY_ACK
    }

    /** What the client sent is no packet. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String what) {
            super(what, null, false, false);
        }
    }

    private static final Pattern FORM =
            Pattern.compile("([0-6])(?:\\d{1,9}-)?(?:(/[^,]*),?)?(\\d{0,19})(.*)", Pattern.DOTALL);
    private static final ObjectReader JSON = new ObjectMapper().reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Packet parse(String text) throws Malformed {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new Malformed("no packet");
        }
        var type = Type.values()[text.charAt(0) - '0'];
        var packet = new Packet(type, form.group(2) == null ? MAIN : form.group(2), form.group(3), dataOf(type, form));
        if (!packet.isSound()) {
            throw new Malformed("data of the wrong form");
        }
        return packet;
    }

    private static JsonNode dataOf(Type type, Matcher form) throws Malformed {
        var text = form.group(4);
        if (text.isEmpty() || type == Type.BINARY_EVENT || type == Type.BINARY_ACK) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new Malformed("data that are no JSON");
        }
    }

    private boolean isSound() {
        return switch (type) {
            case CONNECT -> data.isMissingNode() || data.isObject();
            case DISCONNECT -> data.isMissingNode();
            case EVENT -> data.path(0).isTextual();
            case ACK -> data.isArray();
            case CONNECT_ERROR -> false;
            case BINARY_EVENT, BINARY_ACK -> true;
        };
    }

    static String connected(String id) {
        return "0" + JsonNodeFactory.instance.objectNode().put("sid", id);
    }

    static String refused(String namespace, String message) {
        return "4" + (namespace.equals(MAIN) ? "" : namespace + ",")
                + JsonNodeFactory.instance.objectNode().put("message", message);
    }

    static String disconnected() {
        return "1";
    }

    static String event(String name, JsonNode data) {
        return "2" + JsonNodeFactory.instance.arrayNode().add(name).add(data);
    }

    static String answer(String ack, JsonNode data) {
        return "3" + ack + JsonNodeFactory.instance.arrayNode().add(data);
    }
}
