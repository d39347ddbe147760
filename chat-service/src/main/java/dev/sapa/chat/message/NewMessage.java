package dev.sapa.chat.message;

import dev.sapa.chat.conversation.ConversationState;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.conversation.Speaker;
import dev.sapa.chat.log.Actor;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.MessagePosted.Author;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is about to be written.
 *
 * @param state the conversation with this message
 * @param first whether it is the first word of an agent
 */
record NewMessage(
        UUID id,
        Send send,
        ConversationState state,
        @Nullable String authorName,
        boolean first) {

    UUID conversationId() {
        return state.id();
    }

    UUID companyId() {
        return state.facts().companyId();
    }

    long seq() {
        return state.lastSeq();
    }

    String author() {
        return speaker().author().toString();
    }

    @Nullable
    UUID authorId() {
        return speaker().author() == Author.VISITOR
                ? state.facts().visitorId()
                : speaker().id();
    }

    Actor actor() {
        return new Actor(speaker().author(), speaker().id());
    }

    /** The staff user who wrote down what the visitor said; null when the author spoke for itself. */
    @Nullable
    UUID writtenBy() {
        return speaker().writtenBy();
    }

    String authorKey() {
        return speaker().key();
    }

    /** Whether it is the bot that has to answer it. */
    boolean isForBot() {
        return speaker().author() == Author.VISITOR && state.facts().responder() == Responder.BOT;
    }

    Draft draft() {
        return send.draft();
    }

    MessageView view(long number, Instant now) {
        return new MessageView(
                id,
                number,
                conversationId(),
                seq(),
                author(),
                authorId(),
                authorName,
                draft().messageType(),
                draft().text(),
                draft().attachments(),
                draft().clientMsgId(),
                now,
                null,
                null,
                null,
                null);
    }

    MessagePosted event(long number, Instant now) {
        return new MessagePosted(
                state.facts(),
                state.version(),
                id,
                number,
                seq(),
                speaker().author(),
                authorId(),
                authorName,
                draft().messageType(),
                draft().text(),
                draft().attachments(),
                draft().clientMsgId(),
                now);
    }

    private Speaker speaker() {
        return send.speaker();
    }
}
