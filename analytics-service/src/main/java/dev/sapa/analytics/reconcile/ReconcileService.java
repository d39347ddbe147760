package dev.sapa.analytics.reconcile;

import dev.sapa.analytics.reconcile.ReconciliationView.DifferenceView;
import dev.sapa.analytics.rollup.BookedTotals;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares the totals with a recount, both as of the same moment: one statement reads them. */
@ApplicationScoped
class ReconcileService {

    private static final String COMPARE = "with recounted as (with " + Recount.SQL + "), booked as (" + BookedTotals.SQL
            + "), kinds (view, daily) as (" + BookedTotals.KINDS + ") " + """
            select view, daily, measure, day, coalesce(b.cases, 0), coalesce(x.cases, 0), coalesce(b.ms, 0), coalesce(x.ms, 0)
              from booked b full join (select * from recounted cross join kinds) x using (view, daily, measure, day)
             where coalesce(b.cases, 0) <> coalesce(x.cases, 0) or coalesce(b.ms, 0) <> coalesce(x.ms, 0)
             order by day, measure, view, daily limit 200
            """;

    private final EventTransactions transactions;

    ReconcileService(EventTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Checks whole days of UTC, both included.
     *
     * @param company one company; null for all
     */
    Uni<ReconciliationView> reconcile(@Nullable UUID company, LocalDate from, LocalDate to) {
        return companies(company).chain(companies -> Multi.createFrom()
                .iterable(companies)
                .onItem()
                .transformToUniAndConcatenate(each -> differences(each, from, to))
                .collect()
                .asList()
                .map(found -> view(from, to, found)));
    }

    private Uni<List<UUID>> companies(@Nullable UUID company) {
        if (company != null) {
            return Uni.createFrom().item(List.of(company));
        }
        return transactions.readInConnection(Scope.everyCompany(), connection -> connection
                .query("select company_id from progress order by 1")
                .execute()
                .map(rows -> {
                    var companies = new ArrayList<UUID>(rows.size());
                    rows.forEach(row -> companies.add(row.getUUID(0)));
                    return companies;
                }));
    }

    private Uni<List<DifferenceView>> differences(UUID company, LocalDate from, LocalDate to) {
        return transactions.readInConnection(
                Scope.of(company), connection -> compare(connection, company, from, to.plusDays(1)));
    }

    private static Uni<List<DifferenceView>> compare(
            SqlConnection connection, UUID company, LocalDate from, LocalDate end) {
        return connection
                .preparedQuery(COMPARE)
                .execute(Tuple.of(
                        company,
                        from.atStartOfDay().atOffset(ZoneOffset.UTC),
                        end.atStartOfDay().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var differences = new ArrayList<DifferenceView>(rows.size());
                    rows.forEach(row -> differences.add(difference(company, row)));
                    return differences;
                });
    }

    private static ReconciliationView view(LocalDate from, LocalDate to, List<List<DifferenceView>> found) {
        var all = found.stream().flatMap(List::stream).toList();
        return new ReconciliationView(from, to, found.size(), all.isEmpty(), all);
    }

    private static DifferenceView difference(UUID company, Row row) {
        return new DifferenceView(
                company,
                row.getOffsetDateTime(3).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate(),
                row.getString(2),
                BookedTotals.viewName(row.getShort(0)),
                row.getBoolean(1) ? "day" : "quarter",
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }
}
