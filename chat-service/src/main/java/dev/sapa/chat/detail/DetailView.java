package dev.sapa.chat.detail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sapa.chat.contact.ContactView;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.log.LogView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with what was asked for beside it; what was not is absent.
 *
 * @param messages the newest ones, oldest first
 * @param contact  absent also when nobody has said one
 * @param log      oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DetailView(
        @JsonUnwrapped ConversationView conversation,
        @Nullable List<MessageView> messages,
        @Nullable ContactView contact,
        @Nullable List<LogView> log) {

    DetailView withTags(List<ConversationView.TagView> tags) {
        return new DetailView(conversation.withTags(tags), messages, contact, log);
    }

    DetailView withMessages(List<MessageView> newest) {
        return new DetailView(conversation, newest, contact, log);
    }

    DetailView withContact(@Nullable ContactView known) {
        return new DetailView(conversation, messages, known, log);
    }

    DetailView withLog(List<LogView> deeds) {
        return new DetailView(conversation, messages, contact, deeds);
    }
}
