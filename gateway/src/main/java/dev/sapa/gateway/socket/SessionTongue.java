package dev.sapa.gateway.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.peer.Tongue;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames of seed 002's later service: other names for what the socket protocol has, and the session said by the path. */
final class SessionTongue implements Tongue {

    private static final Map<String, String> NAMES = Map.of(
            "hello", "connection_established",
            "joined_session", "session_joined",
            "typing", "typing_indicator",
            "ack", "message_sent",
            "nack", "error");

    private static final int LONGEST_USER_ID = 128;
    private static final String SESSION = "session_id";

    private final ObjectMapper json;
    private final String session;
    private final String user;
    private final boolean staff;

    /** @param user what the path says, which proves nothing */
    SessionTongue(ObjectMapper json, String session, String user, boolean staff) {
        this.json = json;
        this.session = session;
        this.user = user.length() <= LONGEST_USER_ID ? user : user.substring(0, LONGEST_USER_ID);
        this.staff = staff;
    }

    @Override
    public String userId() {
        return user;
    }

    @Override
    public boolean hearsItselfType() {
        return true;
    }

    @Override
    public @Nullable String outgoing(String frame) {
        var object = read(frame);
        if (object == null) {
            return frame;
        }
        var type = object.path("type").asText();
        var name = NAMES.get(type);
        if (name == null) {
            return frame;
        }
        object.put("type", name);
        if (object.path("data") instanceof ObjectNode data) {
            complete(type, data);
        }
        return object.toString();
    }

    private void complete(String type, ObjectNode data) {
        switch (type) {
            case "hello" ->
                data.put(SESSION, session).put("user_id", user).put("user_type", staff ? "agent" : "customer");
            case "joined_session" -> data.put("user_id", user);
            case "ack" -> data.put(SESSION, session).put("status", "sent");
            case "typing" -> data.put("timestamp", Instant.now().toString());
            default -> {}
        }
    }

    @Override
    public String incoming(String frame) {
        var object = read(frame);
        if (object == null) {
            return frame;
        }
        if (!object.hasNonNull(SESSION)) {
            object.put(SESSION, session);
        }
        var data = object.path("data").isObject() ? (ObjectNode) object.path("data") : null;
        if (data == null && !object.hasNonNull("data")) {
            data = object.putObject("data");
        }
        if (data != null) {
            translate(object, data);
        }
        return object.toString();
    }

    private void translate(ObjectNode frame, ObjectNode data) {
        switch (frame.path("type").asText()) {
            case "typing_start" -> typing(frame, data, true);
            case "typing_stop" -> typing(frame, data, false);
            case "send_message" -> {
                for (var field : new String[] {"message", "message_type", "attachments", "client_msg_id"}) {
                    if (!data.has(field) && frame.has(field)) {
                        data.set(field, frame.path(field));
                    }
                }
            }
            default -> {}
        }
    }

    private static void typing(ObjectNode frame, ObjectNode data, boolean isTyping) {
        frame.put("type", "agent_typing"); // the side is the socket's own, whichever name is used
        data.put("is_typing", isTyping);
    }

    /** Null for what is no JSON object; whoever reads on says so. */
    private @Nullable ObjectNode read(String frame) {
        try {
            return json.readTree(frame) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
