package dev.sapa.chat.note;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.access.Caller;
import dev.sapa.events.Conversation;
import dev.sapa.events.NotePosted;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a staff user wrote about a conversation; it never changes. */
@Entity
@Table(name = "note")
@SuppressWarnings("UnusedVariable") // the database's policies read the company
class Note {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    @Column(nullable = false, updatable = false)
    private UUID conversationId;

    @Column(nullable = false, updatable = false)
    private long ordinal;

    @Column(nullable = false, updatable = false)
    private long afterSeq;

    @Column(nullable = false, updatable = false)
    private UUID authorId;

    @Column(updatable = false)
    private @Nullable String authorName;

    @Column(nullable = false, updatable = false)
    private String body;

    @Column(nullable = false, updatable = false)
    private String[] mentions;

    @Column(updatable = false)
    private @Nullable String clientNoteId;

    @Column(nullable = false, updatable = false)
    private Instant postedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Note() {}

    /** @param ordinal its place, which the conversation's lock keeps free for it */
    Note(Conversation about, long ordinal, Caller.Staff author, NoteRequest request, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.companyId = about.companyId();
        this.conversationId = about.id();
        this.ordinal = ordinal;
        this.afterSeq = about.lastSeq();
        this.authorId = author.id();
        this.authorName = author.name();
        this.body = request.text();
        this.mentions =
                request.mentioned().stream().map(UUID::toString).sorted().toArray(String[]::new);
        this.clientNoteId = request.clientNoteId();
        this.postedAt = now;
    }

    long ordinal() {
        return ordinal;
    }

    List<UUID> mentions() {
        return Arrays.stream(mentions).map(UUID::fromString).toList();
    }

    /** Whether it is what the request wants written. */
    boolean says(NoteRequest request) {
        return body.equals(request.text()) && Objects.equals(request.mentioned(), List.copyOf(mentions()));
    }

    NotePosted event(Conversation about) {
        return new NotePosted(about, id, ordinal, afterSeq, authorId, authorName, body, mentions(), postedAt);
    }

    /** @param people who is mentioned, with their names */
    NoteView view(List<NoteView.Person> people) {
        return new NoteView(
                id,
                conversationId,
                ordinal,
                afterSeq,
                new NoteView.Person(authorId, authorName),
                body,
                people.stream()
                        .filter(person -> mentions().contains(person.id()))
                        .toList(),
                clientNoteId,
                postedAt);
    }
}
