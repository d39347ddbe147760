package dev.sapa.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.analytics.AnalyticsTest;
import dev.sapa.analytics.Scene;
import dev.sapa.analytics.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A quarter of a year with ten million messages: 100 agents in 10 departments, 20 topics, 700,000 conversations. The rows of
 * totals are written as the intake would have left them, the spread of times as wide as it gets. Reports of many rows are
 * timed and told, not judged: they depend on the machine.
 */
@AnalyticsTest
@Tag("slow")
class RangeReportSpeedTest {

    private static final int RUNS = 41;
    private static final long LIMIT_MILLIS = 50;

    /** Forty ranges of times, each with a count: two bytes a bin, one byte a count. */
    private static final String SPREAD = "(select string_agg(set_byte(set_byte(set_byte('\\x000000'::bytea, 0,"
            + " 128 + (b * 7) %% 128), 1, 2 + (b * 7) / 128), 2, 1 + b %% 90), ''::bytea) from generate_series(1, %d) b)";

    @Inject
    Scene scene;

    @Inject
    @ConfigProperty(name = "SAPA_DB_URL")
    String database;

    @TestHTTPResource("/reports/summary")
    String reports;

    private final HttpClient client = HttpClient.newHttpClient();
    private final UUID company = UUID.randomUUID();

    @Test
    void the_overview_of_ten_million_messages_takes_less_than_fifty_milliseconds() throws Exception {
        write(0, 1, 1, 1, 40, 120);
        write(1, 10, 1, 1, 8, 100);
        write(2, 1, 100, 1, 1, 45);
        write(3, 1, 1, 20, 4, 90);
        settle();

        assertThat(scene.count(
                        "select sum(messages)::bigint from rollup where company_id = $1 and view = 0 and daily"
                                + " and bucket >= '2026-01-01' and bucket < '2026-04-01'",
                        company))
                .isGreaterThanOrEqualTo(10_000_000);
        var medians = new TreeMap<String, Long>();
        for (var groupBy : new String[] {"none", "agent", "department", "topic", "day", "week", "month", "hour"}) {
            var median = median(groupBy);
            System.getLogger("speed").log(System.Logger.Level.INFO, "{0}: {1} ms", groupBy, median);
            medians.put(groupBy, median);
        }
        assertThat(medians.get("none")).as(medians.toString()).isLessThan(LIMIT_MILLIS);
    }

    /** What PostgreSQL does by itself after a while. */
    private void settle() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:" + database, "sapa_analytics_owner", "sapa-owner");
                var statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) analytics.rollup");
        }
    }

    /** Rows of one view for 92 days from 31 December 2025, in quarters and days, with so many ranges of times in each. */
    private void write(int view, int departments, int agents, int topics, int quarterBins, int dayBins) {
        write(view, departments, agents, topics, false, "15 minutes", 96, quarterBins);
        write(view, departments, agents, topics, true, "1 day", 1, dayBins);
    }

    private void write(
            int view, int departments, int agents, int topics, boolean daily, String interval, int perDay, int bins) {
        int parts = departments * agents * topics;
        scene.sql(
                """
                insert into rollup (company_id, view, daily, bucket, department_id, agent_id, topic, tag, messages, offered,
                    sessions, wait_count, wait_ms, wait_bins, first_response_count, first_response_ms, first_response_bins,
                    next_response_count, next_response_ms, next_response_bins, handle_count, handle_ms, handle_bins,
                    resolution_count, resolution_ms, resolution_bins)
                select $1::uuid, $2::smallint, $3::boolean, timestamptz '2025-12-31T00:00:00Z' + n * interval '%s',
                       case when d = 1 and $4::int = 1 then '00000000-0000-0000-0000-000000000000'::uuid
                            else ('00000000-0000-0000-0001-' || lpad(d::text, 12, '0'))::uuid end,
                       case when a = 1 and $5::int = 1 then '00000000-0000-0000-0000-000000000000'::uuid
                            else ('00000000-0000-0000-0002-' || lpad(a::text, 12, '0'))::uuid end,
                       case when $6::int = 1 then '' else 'Topic ' || t end, '',
                       ceil(10000000.0 / $7::int / $8::int), ceil(700000.0 / $7::int / $8::int), ceil(700000.0 / $7::int / $8::int),
                       90, 900000, bins, 80, 900000, bins, 400, 900000, bins, 90, 900000, bins, 80, 900000, bins
                  from generate_series(0, 92 * $7::int / 90 - 1) n, generate_series(1, $4::int) d, generate_series(1, $5::int) a,
                       generate_series(1, $6::int) t, (select %s as bins) b
                """.formatted(interval, SPREAD.formatted(bins)),
                company,
                (short) view,
                daily,
                departments,
                agents,
                topics,
                90 * perDay,
                parts);
    }

    private long median(String groupBy) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(
                        reports + "?from=2026-01-01&to=2026-03-31" + "&time_zone=Asia/Kolkata&group_by=" + groupBy))
                .header("Authorization", "Bearer " + Tokens.staff(UUID.randomUUID(), company, "supervisor"))
                .build();
        var millis = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            millis[run] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        return millis[RUNS / 2];
    }
}
