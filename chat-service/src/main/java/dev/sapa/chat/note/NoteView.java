package dev.sapa.chat.note;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note as the company's staff see it.
 *
 * @param ordinal      position among the conversation's notes, from 1, without gaps
 * @param afterSeq     the newest message's position when it was written: where it belongs in the transcript
 * @param mentions     whom it calls on
 * @param clientNoteId the writer's own id of the note, if it gave one
 */
record NoteView(
        UUID id,
        UUID conversationId,
        long ordinal,
        long afterSeq,
        Person author,
        String text,
        List<Person> mentions,
        @Nullable String clientNoteId,
        Instant postedAt) {

    /** A staff user; the name is null while auth-service has not yet told it. */
    record Person(UUID id, @Nullable String name) {}
}
