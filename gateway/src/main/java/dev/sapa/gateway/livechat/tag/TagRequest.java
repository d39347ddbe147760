package dev.sapa.gateway.livechat.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tag to be, or what changes of one.
 *
 * @param color as {@code #rrggbb}
 */
record TagRequest(@Nullable String name, @Nullable String color) {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Seed 002's own default. */
    private static final String USUAL_COLOR = "#007bff";

    /** Chat-service's tag; what is null is not sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tag(@Nullable String name, @Nullable String color) {}

    /** Fails with 400 without a name. */
    Tag create() {
        var required = Field.required("name", name);
        return new Tag(required, color == null ? USUAL_COLOR : checked(color));
    }

    Tag change() {
        return new Tag(Field.said(name), color == null ? null : checked(color));
    }

    private static String checked(String color) {
        if (!COLOR.matcher(color).matches()) {
            throw LivechatProblem.body("color must be of the form #rrggbb");
        }
        return color;
    }
}
