package dev.sapa.chat.conversation;

import dev.sapa.events.MessagePosted;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ConversationRepository implements PanacheRepositoryBase<Conversation, UUID> {

    Uni<Long> nextNumber() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select nextval('conversation_number')", Long.class)
                        .getSingleResult());
    }

    Uni<Long> nextMessageNumber() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select nextval('message_number')", Long.class)
                        .getSingleResult());
    }

    /** Writes a message of the suite itself at the place that the locked conversation gave it. */
    Uni<Void> insert(SystemMessage message) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into message (id, number, company_id, conversation_id, seq, author, author_key,
                                                     message_type, body, client_msg_id, posted_at, outside)
                                values (?1, ?2, ?3, ?4, ?5, 'system', 'system', 'system', ?6, ?8, ?7, ?9)
                                """)
                        .setParameter(1, message.id())
                        .setParameter(2, message.number())
                        .setParameter(3, message.companyId())
                        .setParameter(4, message.conversationId())
                        .setParameter(5, message.seq())
                        .setParameter(6, message.text())
                        .setParameter(7, message.postedAt())
                        .setParameter(8, message.clientMsgId())
                        .setParameter(9, message.outside())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Writes a message of a demonstration. */
    Uni<Void> insert(MessagePosted said, boolean read) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into message (id, number, company_id, conversation_id, seq, author, author_id,
                                                     author_name, author_key, message_type, body, posted_at, read_at)
                                values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as uuid), ?8, ?6, 'text', ?9, ?10,
                                        case when ?11 then cast(?10 as timestamptz) end)
                                """)
                        .setParameter(1, said.messageId())
                        .setParameter(2, said.number())
                        .setParameter(3, said.conversation().companyId())
                        .setParameter(4, said.conversation().id())
                        .setParameter(5, said.seq())
                        .setParameter(6, said.author().toString())
                        .setParameter(
                                7,
                                said.authorId() == null ? null : said.authorId().toString())
                        .setParameter(8, said.authorName())
                        .setParameter(9, said.text())
                        .setParameter(10, said.postedAt())
                        .setParameter(11, read)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Changes what an agent said; null takes it back. */
    Uni<Void> amend(UUID message, @Nullable String text, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update message
                                set body = coalesce(cast(?3 as text), ''),
                                    attachments = case when cast(?3 as text) is not null then attachments end,
                                    edited_at = case when cast(?3 as text) is null then edited_at else ?2 end,
                                    deleted_at = case when cast(?3 as text) is null then cast(?2 as timestamptz) end
                                where id = ?1
                                """)
                        .setParameter(1, message)
                        .setParameter(2, now)
                        .setParameter(3, text)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether the suite itself has said just this in the conversation. */
    Uni<Boolean> hasSaid(UUID conversation, String text) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select count(*) from message
                                where conversation_id = ?1 and author = 'system' and body = ?2
                                """, Long.class)
                        .setParameter(1, conversation)
                        .setParameter(2, text)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** Locks all conversations of the visitors, in the order of their ids, as the send path does. */
    Uni<List<Conversation>> lockAllOf(Collection<UUID> visitors) {
        return find("visitorId in ?1 order by id", visitors)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Locks those of the conversations that are open, in the order of their ids. */
    Uni<List<Conversation>> lockOpen(Collection<UUID> ids) {
        return find("id in ?1 and status <> 'closed' order by id", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
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

    /** The visitor's newest open conversation on whatever channel; the item is null when there is none. */
    Uni<@Nullable Conversation> newestOpen(UUID visitor) {
        return find("visitorId = ?1 and status <> 'closed' order by startedAt desc, id desc", visitor)
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
