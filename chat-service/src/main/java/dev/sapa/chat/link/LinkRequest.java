package dev.sapa.chat.link;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Which browser turned out to be whose.
 *
 * @param ossUserId the account
 * @param email     of the account
 */
record LinkRequest(
        @NotBlank @Size(max = 128) @Pattern(regexp = NO_NUL) String browserUuid,

        @NotBlank @Size(max = 128) @Pattern(regexp = NO_NUL) String ossUserId,

        @NotNull @Size(max = 254) @Pattern(regexp = MAIL) String email) {

    private static final String NO_NUL = "[^\\x00]*";
    private static final String MAIL = "\\s*[^@\\s\\x00]+@[^@\\s\\x00]+\\s*";

    LinkRequest {
        browserUuid = browserUuid == null ? "" : browserUuid.strip();
        ossUserId = ossUserId == null ? "" : ossUserId.strip();
        email = email == null ? "" : email.strip();
    }
}
