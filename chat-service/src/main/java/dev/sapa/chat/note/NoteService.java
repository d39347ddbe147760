package dev.sapa.chat.note;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationEvents;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.events.NotePosted;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writing and reading notes. Every staff user of the company may, whoever answers the conversation, and after its end. */
@ApplicationScoped
class NoteService {

    private final NoteRepository notes;
    private final ConversationService conversations;
    private final EventTransactions transactions;

    NoteService(NoteRepository notes, ConversationService conversations, EventTransactions transactions) {
        this.notes = notes;
        this.conversations = conversations;
        this.transactions = transactions;
    }

    /** @param duplicate whether it had been written before */
    record Written(NoteView note, boolean duplicate) {}

    /** @param nextOrdinal where the notes go on; null at the end */
    record Page(List<NoteView> items, @Nullable Long nextOrdinal) {}

    Uni<Written> write(Caller.Staff staff, UUID conversation, NoteRequest request) {
        return transactions.inSession(Scope.of(staff.companyId()), events -> conversations
                .lock(events, conversation)
                .chain(locked -> repeated(staff, conversation, request)
                        .chain(known -> known == null
                                ? fresh(events, locked, staff, request).map(note -> new Written(note, false))
                                : view(staff, known).map(note -> new Written(note, true)))));
    }

    /** The notes behind a position, oldest first. */
    Uni<Page> list(Caller.Staff staff, UUID conversation, long after, int limit) {
        return conversations
                .view(staff, conversation)
                .chain(seen -> transactions.readInSession(
                        Scope.of(staff.companyId()),
                        () -> notes.after(conversation, after, limit + 1).chain(found -> page(staff, found, limit))));
    }

    private Uni<@Nullable Note> repeated(Caller.Staff staff, UUID conversation, NoteRequest request) {
        var id = request.clientNoteId();
        return id == null
                ? Uni.createFrom().nullItem()
                : notes.written(conversation, staff.id(), id).invoke(known -> {
                    if (known != null && !known.says(request)) {
                        throw NoteProblem.clientNoteIdReused();
                    }
                });
    }

    private Uni<NoteView> fresh(Events events, LockedConversation locked, Caller.Staff staff, NoteRequest request) {
        return notes.people(staff.companyId(), request.mentioned())
                .invoke(people -> {
                    if (people.size() < request.mentioned().size()) {
                        throw NoteProblem.mentionUnknown();
                    }
                })
                .chain(people -> notes.nextOrdinal(locked.id())
                        .map(ordinal -> new Note(locked.facts(), ordinal, staff, request, locked.now()))
                        .chain(notes::persist)
                        .invoke(note -> events.record(
                                ConversationEvents.of(NotePosted.TYPE, locked.facts(), 0, note.event(locked.facts()))))
                        .map(note -> note.view(people)));
    }

    private Uni<NoteView> view(Caller.Staff staff, Note note) {
        return notes.people(staff.companyId(), note.mentions()).map(note::view);
    }

    private Uni<Page> page(Caller.Staff staff, List<Note> found, int limit) {
        var goesOn = found.size() > limit;
        var shown = goesOn ? found.subList(0, limit) : found;
        var mentioned = shown.stream()
                .flatMap(note -> note.mentions().stream())
                .distinct()
                .toList();
        return notes.people(staff.companyId(), mentioned)
                .map(people -> new Page(
                        shown.stream().map(note -> note.view(people)).toList(),
                        goesOn ? shown.get(limit - 1).ordinal() : null));
    }
}
