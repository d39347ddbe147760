package dev.sapa.chat.carriage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By which way a conversation goes out, on the plain client. */
@ApplicationScoped
class PlaceStore {

    /** A conversation's way out; without a channel when its account is gone. */
    record Way(
            @Nullable String channel,
            @Nullable UUID account,
            @Nullable String accountName,
            String address,
            @Nullable Instant heardAt) {}

    /** The item is null when nobody carries the conversation. */
    Uni<@Nullable Way> find(SqlConnection connection, UUID conversation) {
        return connection.preparedQuery("""
                        select a.channel, a.id, a.name, t.address, c.heard_at
                        from channel_thread t
                        left join channel_account a on a.id = t.account_id
                        left join channel_contact c on c.account_id = t.account_id and c.address = t.address
                        where t.conversation_id = $1
                        """).execute(Tuple.of(conversation)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            var row = rows.iterator().next();
            return new Way(
                    row.getString(0),
                    row.getUUID(1),
                    row.getString(2),
                    row.getString(3),
                    instant(row.getOffsetDateTime(4)));
        });
    }

    Uni<Boolean> isSaid(SqlConnection connection, UUID conversation, String authorKey, String clientMsgId) {
        return connection
                .preparedQuery("""
                        select 1 from message where conversation_id = $1 and author_key = $2 and client_msg_id = $3
                        """)
                .execute(Tuple.of(conversation, authorKey, clientMsgId))
                .map(rows -> rows.size() > 0);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
