package dev.sapa.chat.bot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bot answers at once.
 *
 * @param replies what it says, in this order
 * @param handOff when people are to go on; after the replies
 */
record BotAnswer(
        @Nullable @Size(max = 10) List<@NotNull @Valid Reply> replies,
        @Nullable @Valid HandOff handOff) {

    record Reply(@NotBlank String text) {}

    List<Reply> said() {
        return replies == null ? List.of() : replies;
    }

    /** Whether its answer is still to come. */
    boolean isSilent() {
        return said().isEmpty() && handOff == null;
    }
}
