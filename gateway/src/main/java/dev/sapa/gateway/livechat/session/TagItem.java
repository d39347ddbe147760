package dev.sapa.gateway.livechat.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tag as the consoles show it.
 *
 * @param color    as {@code #rrggbb}
 * @param isPreset whether the company offers it in advance
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagItem(
        @Nullable UUID id,
        String name,
        @Nullable String color,
        @Nullable Boolean isPreset) {

    /** A tag with all that is known of it, or its mere name. */
    public static TagItem of(NativeObject tag) {
        return tag.json().isTextual()
                ? new TagItem(null, tag.json().asText(), null, null)
                : new TagItem(
                        tag.id("id"),
                        tag.said("name"),
                        tag.text("color"),
                        tag.text("preset") == null ? null : tag.isTrue("preset"));
    }
}
