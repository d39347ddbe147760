package dev.sapa.chat.contact;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whom to ask back; replaces what was said before, what is absent included. */
record ContactRequest(
        @NotBlank @Size(max = 255) @Pattern(regexp = NO_NUL) String name,

        @NotNull @Size(max = 254) @Pattern(regexp = MAIL) String email,

        @Nullable @Size(max = 40) @Pattern(regexp = NO_NUL) String phone,

        @Nullable @Size(max = 255) @Pattern(regexp = NO_NUL) String position,

        @Nullable @Size(max = 255) @Pattern(regexp = NO_NUL) String companyName) {

    private static final String NO_NUL = "[^\\x00]*";

    /** Something, an at sign, something with no further at sign. */
    private static final String MAIL = "\\s*[^@\\s\\x00]+@[^@\\s\\x00]+\\s*";
}
