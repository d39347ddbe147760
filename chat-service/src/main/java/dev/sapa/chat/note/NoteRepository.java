package dev.sapa.chat.note;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class NoteRepository implements PanacheRepositoryBase<Note, UUID> {

    /** The place after the last note of the conversation, which must be locked. */
    Uni<Long> nextOrdinal(UUID conversation) {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select coalesce(max(ordinal), 0) + 1 from note where conversation_id = ?1", Long.class)
                .setParameter(1, conversation)
                .getSingleResult());
    }

    /** What the author wrote under that id before; the item is null when nothing. */
    Uni<@Nullable Note> written(UUID conversation, UUID author, String clientNoteId) {
        return find("conversationId = ?1 and authorId = ?2 and clientNoteId = ?3", conversation, author, clientNoteId)
                .firstResult();
    }

    Uni<List<Note>> after(UUID conversation, long ordinal, int limit) {
        return find("conversationId = ?1 and ordinal > ?2 order by ordinal", conversation, ordinal)
                .page(0, limit)
                .list();
    }

    /** Those of the ids that are the company's staff, with their names. */
    Uni<List<NoteView.Person>> people(UUID company, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(
                                        "select id, name from staff where company_id = ?1 and id in (?2) order by name, id",
                                        Object[].class)
                                .setParameter(1, company)
                                .setParameter(2, ids)
                                .getResultList())
                        .map(rows -> rows.stream()
                                .map(row -> new NoteView.Person((UUID) row[0], (String) row[1]))
                                .toList());
    }
}
