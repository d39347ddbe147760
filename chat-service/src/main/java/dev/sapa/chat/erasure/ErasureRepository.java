package dev.sapa.chat.erasure;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The statements that take part in the transaction in which a conversation is erased. */
@ApplicationScoped
class ErasureRepository {

    /** Every table with something of a conversation, but for the conversation itself; a test looks for others. */
    private static final List<String> TABLES = List.of(
            "message",
            "note",
            "stored_file",
            "conversation_contact",
            "conversation_log",
            "conversation_tag",
            "transcript_mail",
            "hand_off",
            "bot_task",
            "bot_progress",
            "bot_delivery",
            "channel_message",
            "channel_outbound",
            "channel_inbound",
            "channel_thread",
            "channel_contact",
            "serving_position",
            "start_key");

    /** Removes what was said and done in it; how many rows of each table. */
    Uni<Map<String, Long>> forget(UUID conversation) {
        Uni<Map<String, Long>> counts = Uni.createFrom().item(new TreeMap<>());
        for (var table : TABLES) {
            counts = counts.chain(so -> execute("delete from " + table + " where conversation_id = ?1", conversation)
                    .invoke(rows -> {
                        if (rows > 0) {
                            so.put(table + "s", (long) rows);
                        }
                    })
                    .replaceWith(so));
        }
        return counts.call(() ->
                execute("update conversation set ip_address = null, user_agent = null where id = ?1", conversation));
    }

    /** Notes that this service has forgotten a conversation, and that the others have to. */
    Uni<Void> expect(
            UUID erasure, UUID company, UUID conversation, List<String> services, Map<String, Long> own, Instant now) {
        var noted =
                part(erasure, company, conversation, ErasureReport.OWN, new JsonObject(Map.copyOf(own)).encode(), now);
        for (var service : services) {
            noted = noted.chain(() -> part(erasure, company, conversation, service, "", now));
        }
        return noted;
    }

    private static Uni<Void> part(
            UUID erasure, UUID company, UUID conversation, String service, String erased, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into erasure_part
                                    (erasure_id, company_id, conversation_id, service, erased, erased_at)
                                values (?1, ?2, ?3, ?4, nullif(?5, ''),
                                        case when ?5 = '' then null else cast(?6 as timestamptz) end)
                                on conflict do nothing
                                """)
                        .setParameter(1, erasure)
                        .setParameter(2, company)
                        .setParameter(3, conversation)
                        .setParameter(4, service)
                        .setParameter(5, erased)
                        .setParameter(6, now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Integer> execute(String statement, UUID conversation) {
        return Panache.getSession().chain(session -> session.createNativeQuery(statement)
                .setParameter(1, conversation)
                .executeUpdate());
    }
}
