package dev.sapa.chat.canned;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff send about answers in store. */
final class CannedRequest {

    private static final String SHORTCUT = "[a-z0-9_-]{1,32}";
    private static final String NO_NUL = "[^\\x00]*";

    private CannedRequest() {}

    /**
     * One to be.
     *
     * @param personal whether it is for its author alone
     */
    record Create(
            @NotNull @Pattern(regexp = SHORTCUT) String shortcut,

            @NotBlank @Size(max = 100) @Pattern(regexp = NO_NUL)
            String title,

            @NotBlank @Size(max = 10_000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
            String text,

            @Nullable UUID departmentId,
            boolean personal) {}

    /**
     * A change; what is null stays.
     *
     * @param everywhere takes it out of its department: it is the whole company's from now on
     */
    record Patch(
            @Nullable @Pattern(regexp = SHORTCUT) String shortcut,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = NO_NUL)
            String title,

            @Nullable @Size(min = 1, max = 10_000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
            String text,

            @Nullable UUID departmentId,
            boolean everywhere) {}
}
