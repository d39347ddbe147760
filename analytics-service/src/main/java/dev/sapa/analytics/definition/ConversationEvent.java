package dev.sapa.analytics.definition;

import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.MessagePosted.Author;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's event as far as numbers need it; this is what is kept of it. What was said, and who the visitor is, is
 * not in it.
 *
 * @param version     counts every event of the conversation from 1, without gaps
 * @param at          when it happened
 * @param routable    false while routing leaves the conversation alone, so that it stands in no queue
 * @param cause       of a change; null for the other kinds
 * @param author      who wrote the message, or which side made the change; null where nobody said
 * @param staffId     the staff user who wrote or changed; null for visitors, bots and the suite itself
 * @param messageType of a message: {@code text}, {@code image}, {@code file} or {@code system}
 * @param length      of a message's text, in UTF-16 units
 * @param reason      given for a change
 */
public record ConversationEvent(
        long version,
        Kind kind,
        Instant at,
        long number,
        Status status,
        Responder responder,
        @Nullable UUID agentId,
        @Nullable UUID departmentId,
        String topic,
        String channel,
        List<String> tags,
        @Nullable Integer rating,
        boolean routable,
        @Nullable Cause cause,
        @Nullable Author author,
        @Nullable UUID staffId,
        @Nullable String messageType,
        @Nullable Integer length,
        @Nullable String reason) {

    /** Longer topics and tags are cut, so that they fit into an index. */
    private static final int LONGEST_NAME = 255;

    /** What kind of event it is. */
    public enum Kind {
        STARTED,
        CHANGED,
        MESSAGE;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public static ConversationEvent of(ConversationStarted started) {
        return of(
                started.conversation(),
                started.version(),
                Kind.STARTED,
                started.startedAt(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public static ConversationEvent of(ConversationChanged changed) {
        return of(
                changed.conversation(),
                changed.version(),
                Kind.CHANGED,
                changed.changedAt(),
                changed.cause(),
                changed.actor(),
                changed.actorId(),
                null,
                null,
                changed.reason());
    }

    public static ConversationEvent of(MessagePosted posted) {
        return of(
                posted.conversation(),
                posted.version(),
                Kind.MESSAGE,
                posted.postedAt(),
                null,
                posted.author(),
                posted.author() == Author.AGENT ? posted.authorId() : null,
                posted.messageType(),
                posted.text().length(),
                null);
    }

    /** Whether the conversation stands in a queue after this event: it needs a human and has none. */
    boolean isQueued() {
        return status == Status.WAITING && responder == Responder.AGENT && routable;
    }

    /** Whether a human has the conversation after this event. */
    boolean isHeld() {
        return status == Status.ACTIVE && agentId != null;
    }

    /** Whether a human must answer what the visitor writes after this event. */
    boolean needsHuman() {
        return status != Status.CLOSED && responder == Responder.AGENT;
    }

    private static ConversationEvent of(
            Conversation state,
            long version,
            Kind kind,
            Instant at,
            @Nullable Cause cause,
            @Nullable Author author,
            @Nullable UUID staff,
            @Nullable String messageType,
            @Nullable Integer length,
            @Nullable String reason) {
        return new ConversationEvent(
                version,
                kind,
                at,
                state.number(),
                state.status(),
                state.responder(),
                state.agentId(),
                state.departmentId(),
                cut(state.topic()),
                state.channel(),
                state.tags().stream().map(ConversationEvent::cut).distinct().toList(),
                state.rating(),
                state.routable(),
                cause,
                author,
                staff,
                messageType,
                length,
                reason);
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
