package dev.sapa.chat.company;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How much companies may use. What was looked up is good for a moment, so that those who ask for every message do not wait
 * for the database; so long a change may take to be felt. Must not be asked inside a transaction.
 */
@ApplicationScoped
public class CompanyLimits {

    private static final long GOOD_FOR = Duration.ofSeconds(2).toNanos();

    private final EventTransactions transactions;
    private final CompanyLimitSettings settings;
    private final Map<UUID, Seen> seen = new ConcurrentHashMap<>();

    CompanyLimits(EventTransactions transactions, CompanyLimitSettings settings) {
        this.transactions = transactions;
        this.settings = settings;
    }

    /**
     * Those of one company; empty where it may use any amount.
     *
     * @param messagesPerMinute that a visitor may send in one conversation
     * @param openConversations that may be open before visitors can begin no other
     * @param uploadMbPerDay    MB of files that may be uploaded in 24 hours
     */
    public record Limits(OptionalInt messagesPerMinute, OptionalInt openConversations, OptionalInt uploadMbPerDay) {}

    private record Seen(Limits limits, long at) {}

    public Uni<Limits> of(UUID company) {
        var known = seen.get(company);
        return known != null && System.nanoTime() - known.at() < GOOD_FOR
                ? Uni.createFrom().item(known.limits())
                : look(company).invoke(limits -> seen.put(company, new Seen(limits, System.nanoTime())));
    }

    private Uni<Limits> look(UUID company) {
        return transactions.readInConnection(Scope.of(company), connection -> connection
                .preparedQuery("""
                        select messages_per_minute, open_conversations, upload_mb_per_day from company where id = $1
                        """)
                .execute(Tuple.of(company))
                .map(rows -> limits(rows.size() == 0 ? null : rows.iterator().next())));
    }

    private Limits limits(@Nullable Row row) {
        return new Limits(
                own(row, 0, settings.messagesPerMinute()),
                own(row, 1, settings.openConversations()),
                own(row, 2, settings.uploadMbPerDay()));
    }

    private static OptionalInt own(@Nullable Row row, int column, OptionalInt usual) {
        var own = row == null ? null : row.getInteger(column);
        return own == null ? usual : OptionalInt.of(own);
    }
}
