package dev.sapa.analytics.reconcile;

import dev.sapa.analytics.reconcile.ReconciliationView.DifferenceView;
import dev.sapa.analytics.rollup.BookedTotals;
import dev.sapa.analytics.rollup.Calendar;
import dev.sapa.analytics.rollup.CalendarStore;
import dev.sapa.analytics.rollup.Span;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares the totals with a recount, both as of the same moment: one statement reads them. */
@ApplicationScoped
class ReconcileService {

    private static final String BEGINNINGS =
            "select least(min(bucket), (select min(at) from event where company_id = $1)),"
                    + " greatest(max(bucket), (select max(at) from event where company_id = $1))"
                    + " from rollup where company_id = $1";

    private static final String WITH_LONGER_SPANS = compare(true);
    private static final String QUARTERS_ONLY = compare(false);

    private final EventTransactions transactions;
    private final CalendarStore calendars;

    ReconcileService(EventTransactions transactions, CalendarStore calendars) {
        this.transactions = transactions;
        this.calendars = calendars;
    }

    /**
     * What is recounted for {@code $2} to {@code $3}: quarters by the days that begin at {@code $4}, hours and days one by
     * one, hours beginning at {@code $5}. Weeks, which begin at {@code $6}, and months, at {@code $8}, are compared with
     * their days.
     */
    private static String compare(boolean longer) {
        var inWeeks = "bucket >= ($6::timestamptz[])[1] and bucket < $7";
        var inMonths = "bucket >= ($8::timestamptz[])[1] and bucket < $9";
        return "with recounted as materialized (with " + Recount.SQL + "), kinds (view, span) as ("
                + BookedTotals.kinds(longer) + "), booked as ("
                + BookedTotals.sql(
                        "span",
                        "case when span = 0 then " + beginning("$4") + " else bucket end",
                        "span < 3 and bucket >= $2 and bucket < $3 or span = 3 and " + inWeeks + " or span = 4 and "
                                + inMonths)
                + "), of_weeks as (" + BookedTotals.sql("3::smallint", beginning("$6"), "span = 2 and " + inWeeks)
                + "), of_months as (" + BookedTotals.sql("4::smallint", beginning("$8"), "span = 2 and " + inMonths)
                + "), " + """
            spans (span, beginnings) as (values (0::smallint, $4::timestamptz[]), (1::smallint, $5::timestamptz[]),
                                         (2::smallint, $4::timestamptz[])),
            sums as (
              select span, measure, beginnings[width_bucket(at, beginnings)] as bucket, sum(cases)::bigint as cases,
                     sum(ms)::bigint as ms
                from recounted cross join spans group by 1, 2, 3),
            expected as (
              select view, span, measure, bucket, cases, ms from sums join kinds using (span)
              union all select * from of_weeks union all select * from of_months)
            select view, span, measure, bucket, coalesce(b.cases, 0), coalesce(x.cases, 0), coalesce(b.ms, 0), coalesce(x.ms, 0)
              from booked b full join expected x using (view, span, measure, bucket)
             where coalesce(b.cases, 0) <> coalesce(x.cases, 0) or coalesce(b.ms, 0) <> coalesce(x.ms, 0)
             order by bucket, measure, view, span limit 200
            """;
    }

    /** Where the span of the moment {@code bucket} begins, of those that begin at the parameter. */
    private static String beginning(String parameter) {
        return "(%1$s::timestamptz[])[width_bucket(bucket, %1$s::timestamptz[])]".formatted(parameter);
    }

    /**
     * Checks whole days of the company's time zone, both included.
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
        return transactions.readInConnection(Scope.of(company), connection -> calendars
                .kept(connection, company)
                .chain(kept -> limits(connection, company, kept.orElse(Calendar.of(null)), from, to)
                        .chain(limits -> limits.isEmpty()
                                ? Uni.createFrom().item(List.<DifferenceView>of())
                                : compare(connection, company, limits.get(), kept.isPresent()))));
    }

    /** From when to when, as far as there is anything in these days. */
    private static Uni<Optional<Limits>> limits(
            SqlConnection connection, UUID company, Calendar calendar, LocalDate from, LocalDate to) {
        return connection.preparedQuery(BEGINNINGS).execute(Tuple.of(company)).map(rows -> {
            var row = rows.iterator().next();
            if (row.getOffsetDateTime(0) == null) {
                return Optional.empty();
            }
            var first = calendar.floor(Span.DAY, row.getOffsetDateTime(0).toInstant());
            var last = calendar.floor(Span.DAY, row.getOffsetDateTime(1).toInstant());
            var since = later(first, from.atStartOfDay(calendar.zone()).toInstant());
            var until = earlier(
                    calendar.next(Span.DAY, last),
                    to.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
            return since.isBefore(until) ? Optional.of(new Limits(calendar, since, until)) : Optional.empty();
        });
    }

    private record Limits(Calendar calendar, Instant since, Instant until) {

        OffsetDateTime[] beginnings(Span span) {
            var beginnings = new ArrayList<OffsetDateTime>();
            for (var at = calendar.floor(span, since); at.isBefore(until); at = calendar.next(span, at)) {
                beginnings.add(at.atOffset(ZoneOffset.UTC));
            }
            return beginnings.toArray(OffsetDateTime[]::new);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Uni<List<DifferenceView>> compare(
            SqlConnection connection, UUID company, Limits limits, boolean longer) {
        var calendar = limits.calendar();
        var weeks = limits.beginnings(Span.WEEK);
        var months = limits.beginnings(Span.MONTH);
        return connection
                .preparedQuery(longer ? WITH_LONGER_SPANS : QUARTERS_ONLY)
                .execute(Tuple.of(company, limits.since().atOffset(ZoneOffset.UTC))
                        .addValue(limits.until().atOffset(ZoneOffset.UTC))
                        .addValue(limits.beginnings(Span.DAY))
                        .addValue(limits.beginnings(Span.HOUR))
                        .addValue(weeks)
                        .addValue(end(calendar, Span.WEEK, weeks))
                        .addValue(months)
                        .addValue(end(calendar, Span.MONTH, months)))
                .map(rows -> {
                    var differences = new ArrayList<DifferenceView>(rows.size());
                    rows.forEach(row -> differences.add(difference(company, calendar, row)));
                    return differences;
                });
    }

    private static OffsetDateTime end(Calendar calendar, Span span, OffsetDateTime[] beginnings) {
        return calendar.next(span, beginnings[beginnings.length - 1].toInstant())
                .atOffset(ZoneOffset.UTC);
    }

    private static ReconciliationView view(LocalDate from, LocalDate to, List<List<DifferenceView>> found) {
        var all = found.stream().flatMap(List::stream).toList();
        return new ReconciliationView(from, to, found.size(), all.isEmpty(), all);
    }

    private static DifferenceView difference(UUID company, Calendar calendar, Row row) {
        return new DifferenceView(
                company,
                LocalDate.ofInstant(row.getOffsetDateTime(3).toInstant(), calendar.zone()),
                row.getString(2),
                BookedTotals.viewName(row.getShort(0)),
                BookedTotals.spanName(row.getShort(1)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }
}
