package dev.sapa.chat.conversation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ConversationRepository implements PanacheRepositoryBase<Conversation, UUID> {

    Uni<Long> nextNumber() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select nextval('conversation_number')", Long.class)
                        .getSingleResult());
    }

    /** Locks the row, so that changes of one conversation follow each other; the item is null when there is none. */
    Uni<@Nullable Conversation> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The visitor's newest open conversation on the channel; the item is null when there is none. */
    Uni<@Nullable Conversation> newestOpen(UUID visitor, String channel) {
        return find(
                        "visitorId = ?1 and channel = ?2 and status <> 'closed' order by startedAt desc, id desc",
                        visitor,
                        channel)
                .firstResult();
    }

    /** Notes when the other side's messages up to {@code seq} were read. */
    Uni<Integer> markRead(UUID conversation, Side reader, long seq, Instant now) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                update message set read_at = ?1
                                where conversation_id = ?2 and seq <= ?3 and read_at is null and %s
                                """.formatted(ofOtherSide(reader)))
                .setParameter(1, now)
                .setParameter(2, conversation)
                .setParameter(3, seq)
                .executeUpdate());
    }

    Uni<Long> countUnread(UUID conversation, Side reader, long horizon) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select count(*) from message where conversation_id = ?1 and seq > ?2 and %s
                                """.formatted(ofOtherSide(reader)), Long.class)
                        .setParameter(1, conversation)
                        .setParameter(2, horizon)
                        .getSingleResult());
    }

    private static String ofOtherSide(Side reader) {
        return reader == Side.VISITOR ? "author <> 'visitor'" : "author = 'visitor'";
    }
}
