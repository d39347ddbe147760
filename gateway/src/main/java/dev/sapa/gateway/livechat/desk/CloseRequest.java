package dev.sapa.gateway.livechat.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which session ends and how it was.
 *
 * @param rating a whole number from 1 to 5
 */
record CloseRequest(
        @Nullable String sessionId,
        @Nullable String reason,
        @Nullable BigDecimal rating,
        @Nullable String feedback) {

    /** Chat-service's closing; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Closing(
            @Nullable String reason,
            @Nullable Integer rating,
            @Nullable String feedback) {}

    /** Fails with 400 for a rating that is none. */
    Closing closing() {
        return new Closing(Field.said(reason), Field.rating(rating), Field.said(feedback));
    }
}
