package dev.sapa.chat.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sapa.chat.provider.OutsideClient.Reply;
import dev.sapa.chat.provider.OutsideClient.Unanswered;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what providers answer. */
@ApplicationScoped
public class Replies {

    private static final long LONGEST_PATIENCE_S = 3_600;

    private final ObjectMapper json;

    Replies(ObjectMapper json) {
        this.json = json;
    }

    /** A missing node where it is no JSON. */
    public JsonNode json(Reply reply) {
        try {
            var read = json.readTree(reply.body().getBytes());
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException none) {
            return MissingNode.getInstance();
        }
    }

    /** Fails when the answer is not good. */
    public JsonNode good(Reply reply) {
        if (!reply.isGood()) {
            throw new Unanswered("status " + reply.status());
        }
        return json(reply);
    }

    /** How long the provider asks to wait; null when it does not. */
    public static @Nullable Duration patience(Reply reply) {
        var seconds = reply.retryAfter();
        return seconds != null && seconds.matches("[0-9]{1,9}") ? patience(Long.parseLong(seconds)) : null;
    }

    public static Duration patience(long seconds) {
        return Duration.ofSeconds(Math.max(1, Math.min(seconds, LONGEST_PATIENCE_S)));
    }
}
