package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads bodies that may be left out, whatever content type a client then names. */
@ApplicationScoped
public class OptionalBody {

    private final ObjectMapper json;

    OptionalBody(ObjectMapper json) {
        this.json = json;
    }

    /** Null when there is no body; fails with 400 when it is not the JSON expected. */
    public <T> @Nullable T read(@Nullable String text, Class<T> type) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException unreadable) {
            throw LivechatProblem.body(LivechatProblem.UNREADABLE);
        }
    }
}
