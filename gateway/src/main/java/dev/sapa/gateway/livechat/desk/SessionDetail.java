package dev.sapa.gateway.livechat.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.session.ContactItem;
import dev.sapa.gateway.livechat.session.MessageItem;
import dev.sapa.gateway.livechat.session.Messages;
import dev.sapa.gateway.livechat.session.SessionItem;
import dev.sapa.gateway.livechat.session.TagItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session as staff see it.
 *
 * @param contact  null while nobody said whom to ask back
 * @param rating   1 to 5; null while the visitor gave none
 * @param messages oldest first
 * @param logs     what was done with it, oldest first
 */
record SessionDetail(
        @JsonUnwrapped SessionItem session,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable ContactItem contact,
        List<TagItem> tags,
        @Nullable Long rating,
        @Nullable String feedback,
        List<MessageItem> messages,
        List<LogItem> logs) {

    static SessionDetail of(NativeObject conversation, NativeObject messages) {
        return new SessionDetail(
                SessionItem.of(conversation),
                ContactItem.of(conversation.object("contact")),
                conversation.objects("tags").stream().map(TagItem::of).toList(),
                conversation.count("rating"),
                conversation.text("feedback"),
                Messages.items(messages),
                conversation.objects("log").stream().map(LogItem::of).toList());
    }
}
