package dev.sapa.chat.handoff;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whom to hand over.
 *
 * @param company the company's slug, in any case
 * @param userId  by what the company knows the visitor: its own name for it, another identity, or our id
 * @param context what the people should know: what was said before, or why it is handed over
 */
record HandOffRequest(
        @NotBlank @Size(max = 100) @Pattern(regexp = NO_NUL) String company,

        @NotBlank @Size(max = 200) @Pattern(regexp = NO_NUL) String userId,

        @Nullable String context) {

    static final int CONTEXT_AT_MOST = 16_384;
    private static final String NO_NUL = "[^\\x00]*";

    /** Null when there is nothing to tell; fails with a problem when it cannot be kept. */
    @Nullable
    String told() {
        if (context == null || context.isBlank()) {
            return null;
        }
        if (context.codePointCount(0, context.length()) > CONTEXT_AT_MOST || context.indexOf('\0') >= 0) {
            throw HandOffProblem.contextInvalid();
        }
        return context;
    }
}
