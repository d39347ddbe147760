package dev.sapa.chat.bot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company's bot as its admins see it.
 *
 * @param secret what signs what it is told; only in the answer that made it
 */
record WebhookView(
        String url,
        boolean enabled,
        String name,
        List<String> channels,
        int answerSeconds,
        String handOverText,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "WebhookView[" + url + "]";
    }
}
