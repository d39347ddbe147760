package dev.sapa.chat.conversation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record CloseConversationRequest(
        @Nullable @Size(max = 500) @Pattern(regexp = NO_NUL) String reason,
        @Nullable @Min(1) @Max(5) Integer rating,

        @Nullable @Size(max = 4000) @Pattern(regexp = NO_NUL)
        String feedback) {

    private static final String NO_NUL = "[^\\x00]*";

    static final CloseConversationRequest WITHOUT_A_WORD = new CloseConversationRequest(null, null, null);

    Closing closing() {
        return new Closing(reason, rating, feedback);
    }
}
