package dev.sapa.gateway.livechat.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.session.MessageItem;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done with a session.
 *
 * @param action for example {@code started}, {@code assigned}, {@code response}, {@code closed}
 * @param by     id of the person who did it; {@code customer}, {@code bot} or {@code system} where none is known
 * @param actor  {@code customer}, {@code agent}, {@code bot} or {@code system}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogItem(
        String action,
        @Nullable String at,
        String by,
        @Nullable String byName,
        String actor,
        @Nullable JsonNode detail) {

    static LogItem of(NativeObject entry) {
        var actor = MessageItem.side(entry.said("actor"));
        var person = entry.object("by");
        var id = person == null ? null : person.text("id");
        var detail = entry.json().path("detail");
        return new LogItem(
                entry.said("action"),
                entry.text("at"),
                id == null ? actor : id,
                person == null ? null : person.text("name"),
                actor,
                detail.isMissingNode() || detail.isNull() ? null : detail);
    }
}
