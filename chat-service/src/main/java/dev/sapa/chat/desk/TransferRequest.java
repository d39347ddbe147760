package dev.sapa.chat.desk;

import dev.sapa.events.Desk;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which desk a conversation is to be answered at.
 *
 * @param reason for whoever takes it; staff alone see it
 */
record TransferRequest(
        @NotNull @Valid To to,

        @Nullable @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", flags = Pattern.Flag.DOTALL)
        String reason) {

    record To(@NotNull @Pattern(regexp = "sapa|salesforce") String desk) {

        Desk wanted() {
            return desk.equals("sapa") ? Desk.SAPA : Desk.SALESFORCE;
        }
    }
}
