package dev.sapa.analytics.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.analytics.caller.Caller.Staff;
import dev.sapa.analytics.company.CompanyZones;
import dev.sapa.analytics.department.DepartmentDirectory;
import dev.sapa.analytics.intake.FactsJson;
import dev.sapa.analytics.report.DayRange;
import dev.sapa.analytics.staff.StaffDirectory;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes the conversations that began in a range, oldest first, a page at a time: as fast as the reader takes them, and
 * never more than a page in memory.
 */
@ApplicationScoped
class ExportService {

    private static final int PAGE = 500;

    private static final String NEXT = """
            select conversation_id, started_at, facts::text from conversation
             where company_id = $1 and (started_at, conversation_id) > ($2, $3) and started_at < $4
               and ($5::uuid is null or $5 = any (agent_ids))
             order by started_at, conversation_id limit $6
            """;

    private final EventTransactions transactions;
    private final CompanyZones zones;
    private final StaffDirectory staff;
    private final DepartmentDirectory departments;
    private final ObjectMapper json;
    private final Clock clock;

    ExportService(
            EventTransactions transactions,
            CompanyZones zones,
            StaffDirectory staff,
            DepartmentDirectory departments,
            ObjectMapper json,
            Clock clock) {
        this.transactions = transactions;
        this.zones = zones;
        this.staff = staff;
        this.departments = departments;
        this.json = json;
        this.clock = clock;
    }

    /** How lines are written. */
    enum Format {
        CSV,
        NDJSON
    }

    /** What all pages of an export have in common. */
    private record Export(
            UUID company,
            @Nullable UUID agent,
            Instant from,
            Instant to,
            Map<UUID, String> departments,
            Map<UUID, String> agents) {}

    /** The place after which a page starts. */
    private record Place(Instant startedAt, UUID conversation) {}

    private record Page(List<ExportRow> rows, @Nullable Place last) {}

    /** Lines, ready to be sent; fails with a problem when the range is none. */
    Uni<Multi<String>> lines(
            Staff caller, @Nullable String from, @Nullable String to, @Nullable String zone, Format format) {
        return transactions
                .readInConnection(Scope.of(caller.company()), connection -> zones.of(connection, caller.company())
                        .map(companyZone -> DayRange.of(from, to, zone, companyZone, clock.instant()))
                        .chain(range -> staff.names(connection, caller.company())
                                .chain(agents -> departments
                                        .names(connection, caller.company())
                                        .map(names -> new Export(
                                                caller.company(),
                                                caller.role().equals("agent") ? caller.id() : null,
                                                range.start(),
                                                range.end(),
                                                names,
                                                agents)))))
                .map(export -> lines(export, format));
    }

    private Multi<String> lines(Export export, Format format) {
        var place = new AtomicReference<>(new Place(export.from(), new UUID(0, 0)));
        var first = new AtomicBoolean(format == Format.CSV);
        return Multi.createBy()
                .repeating()
                .uni(() -> page(export, Objects.requireNonNull(place.get())).invoke(page -> {
                    if (page.last() != null) {
                        place.set(page.last());
                    }
                }))
                .whilst(page -> page.rows().size() == PAGE)
                .map(page -> text(page.rows(), format, first.getAndSet(false)))
                .filter(text -> !text.isEmpty());
    }

    private Uni<Page> page(Export export, Place after) {
        return transactions.readInConnection(Scope.of(export.company()), connection -> connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(
                        export.company(),
                        after.startedAt().atOffset(ZoneOffset.UTC),
                        after.conversation(),
                        export.to().atOffset(ZoneOffset.UTC),
                        export.agent(),
                        PAGE))
                .map(rows -> page(rows, export)));
    }

    private static Page page(RowSet<Row> found, Export export) {
        var rows = new ArrayList<ExportRow>(found.size());
        Place last = null;
        for (var row : found) {
            var facts = FactsJson.facts(row.getString(2));
            rows.add(ExportRow.of(row.getUUID(0), facts, export.departments(), export.agents()));
            last = new Place(row.getOffsetDateTime(1).toInstant(), row.getUUID(0));
        }
        return new Page(rows, last);
    }

    private String text(List<ExportRow> rows, Format format, boolean headed) {
        var text = new StringBuilder();
        for (var row : rows) {
            JsonNode node = json.valueToTree(row);
            if (format == Format.CSV) {
                text.append(headed && text.isEmpty() ? CsvLine.names(node) : "").append(CsvLine.values(node));
            } else {
                text.append(node).append('\n');
            }
        }
        return text.toString();
    }
}
