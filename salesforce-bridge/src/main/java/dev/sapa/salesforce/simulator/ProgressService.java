package dev.sapa.salesforce.simulator;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Keeps what each browser has reached. */
@ApplicationScoped
class ProgressService {

    /** The table belongs to no company. */
    private static final Scope NO_COMPANY = Scope.of(List.of());

    private static final String FIND = """
            select access_token, last_event_id, conversation_id, channel_address, subject
            from simulator_browser where browser_hash = $1
            """;
    private static final String SAVE = """
            insert into simulator_browser
                (browser_hash, access_token, last_event_id, conversation_id, channel_address, subject)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (browser_hash) do update
            set access_token = excluded.access_token, last_event_id = excluded.last_event_id,
                conversation_id = excluded.conversation_id, channel_address = excluded.channel_address,
                subject = excluded.subject, changed_at = clock_timestamp()
            """;
    private static final String FORGET = "delete from simulator_browser where changed_at < $1";

    private final EventTransactions transactions;
    private final SimulatorSettings settings;
    private final Clock clock;

    ProgressService(EventTransactions transactions, SimulatorSettings settings, Clock clock) {
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    Uni<Progress> of(Browser browser) {
        return transactions.readInConnection(NO_COMPANY, connection -> connection
                .preparedQuery(FIND)
                .execute(Tuple.of(browser.hash()))
                .map(rows -> rows.rowCount() == 0
                        ? Progress.NONE
                        : Progress.of(rows.iterator().next())));
    }

    Uni<Void> save(Browser browser, Progress progress) {
        var values = Tuple.tuple()
                .addValue(browser.hash())
                .addValue(progress.accessToken())
                .addValue(progress.lastEventId())
                .addValue(progress.conversationId())
                .addValue(progress.channelAddress())
                .addValue(progress.subject());
        return transactions.readInConnection(
                NO_COMPANY,
                connection -> connection.preparedQuery(SAVE).execute(values).replaceWithVoid());
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        var before = clock.instant().minus(settings.keep()).atOffset(ZoneOffset.UTC);
        return transactions.readInConnection(NO_COMPANY, connection -> connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(before))
                .replaceWithVoid());
    }
}
