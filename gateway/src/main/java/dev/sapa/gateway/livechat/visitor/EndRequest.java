package dev.sapa.gateway.livechat.visitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a session was, from its visitor.
 *
 * @param reason       why it ends, where it does
 * @param rating       a whole number from 1 (bad) to 5 (good)
 * @param sessionToken the visitor's capability, where no header carries it
 */
record EndRequest(
        @Nullable String reason,
        @Nullable BigDecimal rating,
        @Nullable String feedback,
        @Nullable String sessionToken) {

    static final EndRequest WITHOUT_A_WORD = new EndRequest(null, null, null, null);

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

    /** Without the reason: nothing ends. Fails as {@link #closing} does. */
    Closing rated() {
        return new Closing(null, Field.rating(rating), Field.said(feedback));
    }

    /** The token must not reach a log. */
    @Override
    public String toString() {
        return "EndRequest";
    }
}
