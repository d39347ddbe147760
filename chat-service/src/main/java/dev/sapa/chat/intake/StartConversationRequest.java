package dev.sapa.chat.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor says when it starts.
 *
 * @param company  the company's slug, where neither credential nor host name says it
 * @param topic    what it is about, at most 255 characters
 * @param priority {@code low}, {@code normal} (also {@code medium}), {@code high} or {@code urgent}; normal unless given
 * @param channel  where the visitor writes from; {@code web} unless given
 * @param another  "new" in JSON: open one even if the visitor has an open one on the channel
 */
record StartConversationRequest(
        @Nullable @Size(max = 100) @Pattern(regexp = NO_NUL) String company,

        @NotBlank @Size(max = 255) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
        String topic,

        @Nullable @Size(max = 10) String priority,
        @Nullable @Pattern(regexp = "[a-z][a-z0-9_-]{0,31}") String channel,
        @Nullable @Valid VisitorPart visitor,

        @Nullable @Size(max = 2000) @Pattern(regexp = NO_NUL)
        String userAgent,

        @JsonProperty("new") boolean another) {

    private static final String NO_NUL = "[^\\x00]*";

    record VisitorPart(
            @Nullable @Size(max = 128) @Pattern(regexp = NO_NUL)
            String browserUuid,

            @Nullable @Size(max = 128) @Pattern(regexp = NO_NUL)
            String ossUserId,

            @Nullable @Size(max = 254) @Pattern(regexp = MAIL)
            String email,

            @Nullable @Size(max = 40) @Pattern(regexp = NO_NUL)
            String phone,

            @Nullable @Size(max = 255) @Pattern(regexp = NO_NUL)
            String name,

            @Nullable @Size(max = 255) @Pattern(regexp = NO_NUL)
            String companyName) {

        /** Something, an at sign, something with no further at sign; blank means none. */
        private static final String MAIL = "\\s*|\\s*[^@\\s\\x00]+@[^@\\s\\x00]+\\s*";

        static final VisitorPart SILENT = new VisitorPart(null, null, null, null, null, null);
    }
}
