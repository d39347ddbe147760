package dev.sapa.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A staff user wrote a note about a conversation, which is for the company's staff alone and never for the visitor. Has no
 * aggregate version: a note is written once.
 *
 * @param ordinal    position among the conversation's notes, from 1, without gaps
 * @param afterSeq   position of the conversation's newest message when it was written
 * @param authorName as colleagues know it, if known
 * @param mentions   the staff users it calls on
 */
public record NotePosted(
        Conversation conversation,
        UUID noteId,
        long ordinal,
        long afterSeq,
        UUID authorId,
        @Nullable String authorName,
        String text,
        List<UUID> mentions,
        Instant postedAt) {

    public static final String TYPE = "sapa.chat.note-posted.v1";
}
