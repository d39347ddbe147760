package dev.sapa.analytics.rebuild;

import dev.sapa.analytics.definition.Definitions;
import dev.sapa.analytics.intake.RebuildTransaction;
import dev.sapa.analytics.rollup.CalendarStore;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Rebuilds companies on demand, all of them at the start of a service whose definitions are newer than the numbers, and each
 * that has changed its time zone.
 */
@ApplicationScoped
class RebuildService {

    private static final Logger LOG = Logger.getLogger(RebuildService.class);

    private static final String COMPANIES = "select distinct company_id from progress order by 1";
    private static final String NOTE = """
            insert into definitions (version) values ($1)
            on conflict (only_row) do update set version = excluded.version where definitions.version < excluded.version
            """;

    private final EventTransactions transactions;
    private final RebuildTransaction rebuild;
    private final CalendarStore calendars;
    private final Vertx vertx;

    RebuildService(EventTransactions transactions, RebuildTransaction rebuild, CalendarStore calendars, Vertx vertx) {
        this.transactions = transactions;
        this.rebuild = rebuild;
        this.calendars = calendars;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.getOrCreateContext().runOnContext(ignored -> followDefinitions()
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.error("The numbers could not be computed by newer definitions", failure)));
    }

    /** The number of conversations computed again. */
    Uni<Long> company(UUID company) {
        return rebuild.rebuild(company).invoke(count -> LOG.infof("Rebuilt %d conversations of %s", count, company));
    }

    /** The number of conversations computed again, of all companies. */
    Uni<Long> everything() {
        return transactions
                .readInConnection(Scope.everyCompany(), RebuildService::companies)
                .chain(companies -> Multi.createFrom()
                        .iterable(companies)
                        .onItem()
                        .transformToUniAndConcatenate(this::company)
                        .collect()
                        .asList())
                .map(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    /** Rebuilds the companies whose days are kept by another time zone than their own. */
    @Scheduled(every = "${sapa.rebuild.follow-every:30s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> followCalendars() {
        return transactions
                .readInConnection(Scope.everyCompany(), calendars::behind)
                .chain(companies -> Multi.createFrom()
                        .iterable(companies)
                        .onItem()
                        .transformToUniAndConcatenate(this::followCalendar)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Uni<Long> followCalendar(UUID company) {
        return rebuild.followCalendar(company)
                .invoke(count -> LOG.infof("Rebuilt %d conversations of %s by its time zone", count, company));
    }

    private Uni<Void> followDefinitions() {
        return transactions
                .readInConnection(Scope.everyCompany(), RebuildService::computedBy)
                .chain(version -> version > 0 && version < Definitions.VERSION
                        ? everything().replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .chain(() -> transactions.readInConnection(Scope.everyCompany(), RebuildService::note));
    }

    private static Uni<Integer> computedBy(SqlConnection connection) {
        return connection
                .query("select coalesce(max(version), 0) from definitions")
                .execute()
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static Uni<Void> note(SqlConnection connection) {
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.of(Definitions.VERSION))
                .replaceWithVoid();
    }

    private static Uni<List<UUID>> companies(SqlConnection connection) {
        return connection.query(COMPANIES).execute().map(rows -> {
            var companies = new ArrayList<UUID>(rows.size());
            rows.forEach(row -> companies.add(row.getUUID(0)));
            return companies;
        });
    }
}
