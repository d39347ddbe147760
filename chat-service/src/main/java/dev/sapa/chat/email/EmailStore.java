package dev.sapa.chat.email;

import dev.sapa.chat.provider.Account;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mails as they came, as long as something of them is to be fetched. */
@ApplicationScoped
class EmailStore {

    /** What is there already stays as it is. */
    Uni<Void> add(SqlConnection connection, Account account, String id, byte[] raw) {
        return connection
                .preparedQuery("""
                        insert into email_source (account_id, provider_id, company_id, content)
                        values ($1, $2, $3, $4) on conflict do nothing
                        """)
                .execute(Tuple.of(account.id(), id, account.company(), Buffer.buffer(raw)))
                .replaceWithVoid();
    }

    /** The item is null when it is not there any more. */
    Uni<byte @Nullable []> find(SqlConnection connection, UUID account, String id) {
        return connection
                .preparedQuery("select content from email_source where account_id = $1 and provider_id = $2")
                .execute(Tuple.of(account, id))
                .map(rows -> rows.size() == 0
                        ? null
                        : rows.iterator().next().getBuffer(0).getBytes());
    }

    /** Those whose message is in its conversation, or will never be in one. */
    Uni<Void> forget(SqlConnection connection) {
        return connection.query("""
                        delete from email_source s
                        where s.received_at < now() - interval '1 minute'
                          and not exists (select 1 from channel_inbound i
                                          where i.account_id = s.account_id and i.provider_id = s.provider_id
                                            and i.done_at is null)
                        """).execute().replaceWithVoid();
    }
}
