package dev.sapa.chat.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done with a conversation.
 *
 * @param detail what else there is to say, by name; {@value #NOTE} is for staff alone
 */
public record Deed(Action action, Actor actor, Map<String, Object> detail) {

    /** What one agent wrote for the next. */
    public static final String NOTE = "note";

    public Deed {
        detail = Map.copyOf(detail);
    }

    public static Deed of(Action action, Actor actor) {
        return new Deed(action, actor, Map.of());
    }

    /** The same with one more detail, unless that is null. */
    public Deed with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(detail);
        more.put(name, value);
        return new Deed(action, actor, more);
    }
}
