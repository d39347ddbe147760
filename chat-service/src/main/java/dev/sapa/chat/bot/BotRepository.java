package dev.sapa.chat.bot;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that take part in a transaction which changes the conversation, too. */
@ApplicationScoped
class BotRepository {

    /** Whether the delivery still waits for its answer; nobody else settles it until the transaction ends. */
    Uni<Boolean> isOpen(UUID delivery) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select id from bot_delivery where id = ?1 and state in ('waiting', 'told') for update
                                """, UUID.class)
                        .setParameter(1, delivery)
                        .getSingleResultOrNull())
                .map(id -> id != null);
    }

    /** Whether the bot has said something behind the position. */
    Uni<Boolean> hasAnswered(UUID conversation, long seq) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select count(*) from message where conversation_id = ?1 and seq > ?2 and author = 'bot'
                                """, Long.class)
                        .setParameter(1, conversation)
                        .setParameter(2, seq)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** Ends it when it is no longer the bot's turn: what it has been told is done, the rest it need not hear. */
    Uni<Void> moot(UUID delivery, String failure) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update bot_delivery
                                set state = case state when 'told' then 'done' else 'dead' end,
                                    failure = case state when 'told' then null else coalesce(failure, ?2) end
                                where id = ?1
                                """)
                        .setParameter(1, delivery)
                        .setParameter(2, failure)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> done(UUID delivery) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "update bot_delivery set state = 'done', failure = null where id = ?1")
                        .setParameter(1, delivery)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Ends everything that the bot had still to be told of the conversation, or to answer. */
    Uni<Void> bury(UUID conversation, String failure) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update bot_delivery set state = 'dead', failure = coalesce(failure, ?2)
                                where conversation_id = ?1 and state in ('waiting', 'told')
                                """)
                        .setParameter(1, conversation)
                        .setParameter(2, failure)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether the company's bot answers first on the channel. */
    Uni<Boolean> answersFirst(UUID company, String channel) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select count(*) from bot_webhook where company_id = ?1 and enabled and ?2 = any (channels)
                                """, Long.class)
                        .setParameter(1, company)
                        .setParameter(2, channel)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    Uni<Boolean> isDepartment(UUID company, UUID department) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select count(*) from department where id = ?1 and company_id = ?2", Long.class)
                        .setParameter(1, department)
                        .setParameter(2, company)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** The department of that name, in any case, or of that id; the item is null when the company has none. */
    Uni<@Nullable UUID> departmentCalled(UUID company, String name) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                select id from department
                                where company_id = ?1 and (lower(name) = lower(?2) or id::text = lower(?2))
                                order by id limit 1
                                """, UUID.class)
                .setParameter(1, company)
                .setParameter(2, name)
                .getSingleResultOrNull());
    }

    Uni<Void> keep(UUID company, UUID conversation, String packet, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into hand_off (conversation_id, company_id, packet, handed_at)
                                values (?1, ?2, ?3, ?4)
                                on conflict (conversation_id)
                                do update set packet = excluded.packet, handed_at = excluded.handed_at
                                """)
                        .setParameter(1, conversation)
                        .setParameter(2, company)
                        .setParameter(3, packet)
                        .setParameter(4, now)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
