package dev.sapa.chat.conversation;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.MessagePosted.Author;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of a demonstration.
 *
 * @param agent  who has it; null for nobody
 * @param online whether its visitor is there
 * @param lines  what was said, oldest first
 */
public record Prepared(
        UUID id, Opening opening, @Nullable UUID agent, boolean online, Instant startedAt, List<Line> lines) {

    private static final String TYPE = "text";

    /**
     * Something that was said.
     *
     * @param authorId the staff user who said it; null for visitor and bot
     * @param read     whether the other side has read it
     */
    public record Line(
            Author author,
            @Nullable UUID authorId,
            @Nullable String authorName,
            String text,
            Instant at,
            boolean read) {

        MessagePosted said(Conversation conversation, long number) {
            var visitors = author == Author.VISITOR;
            var seq = conversation.hear(visitors ? Side.VISITOR : Side.STAFF, read);
            return new MessagePosted(
                    conversation.facts(),
                    conversation.version(),
                    UuidCreator.getTimeOrderedEpoch(),
                    number,
                    seq,
                    author,
                    visitors ? conversation.visitorId() : authorId,
                    authorName,
                    TYPE,
                    text,
                    List.of(),
                    null,
                    at);
        }
    }
}
