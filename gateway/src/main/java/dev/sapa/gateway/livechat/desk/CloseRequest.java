package dev.sapa.gateway.livechat.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which session ends and how it was.
 *
 * @param rating a whole number from 1 to {@value #BEST}
 */
record CloseRequest(
        @Nullable String sessionId,
        @Nullable String reason,
        @Nullable BigDecimal rating,
        @Nullable String feedback) {

    private static final int BEST = 5;

    /** Chat-service's closing; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Closing(
            @Nullable String reason,
            @Nullable Integer rating,
            @Nullable String feedback) {}

    /** Fails with 400 for a rating that is none. */
    Closing closing() {
        return new Closing(Field.said(reason), stars(), Field.said(feedback));
    }

    private @Nullable Integer stars() {
        if (rating == null) {
            return null;
        }
        for (int stars = 1; stars <= BEST; stars++) {
            if (rating.compareTo(BigDecimal.valueOf(stars)) == 0) {
                return stars;
            }
        }
        throw LivechatProblem.body("rating must be a whole number from 1 to " + BEST);
    }
}
