package dev.sapa.chat.note;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note to be.
 *
 * @param mentions     staff users of the company to call on
 * @param clientNoteId makes a repeat harmless: the same id of the same author gets the first answer again
 */
record NoteRequest(
        @NotBlank @Size(max = 10_000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
        String text,

        @Nullable @Size(max = 20) List<@NotNull UUID> mentions,

        @Nullable @Size(min = 1, max = 64) @Pattern(regexp = NO_NUL)
        String clientNoteId) {

    private static final String NO_NUL = "[^\\x00]*";

    /** Each once, in a fixed order. */
    List<UUID> mentioned() {
        return mentions == null
                ? List.of()
                : mentions.stream()
                        .map(UUID::toString)
                        .distinct()
                        .sorted()
                        .map(UUID::fromString)
                        .toList();
    }
}
