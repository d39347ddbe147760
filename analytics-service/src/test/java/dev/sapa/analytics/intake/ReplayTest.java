package dev.sapa.analytics.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.analytics.AnalyticsTest;
import dev.sapa.analytics.Play;
import dev.sapa.analytics.Scene;
import dev.sapa.analytics.Script;
import dev.sapa.analytics.Tokens;
import dev.sapa.analytics.definition.Measure;
import dev.sapa.events.EventHeader;
import dev.sapa.events.Topic;
import dev.sapa.local.analytics.Rewind;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Numbers after everything was read from Kafka again are those from before. */
@AnalyticsTest
class ReplayTest {

    private static final String GROUP = "sapa-analytics";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Scene scene;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final UUID company = UUID.randomUUID();

    @Test
    void everything_that_was_lost_comes_back_also_when_the_reading_was_stopped_in_the_middle() throws Exception {
        var script = new Script(company, 21, 120);
        publish(script.conversations());
        awaitEvents(events(script.conversations()));
        var before = reports();
        assertThat(before.get("none"))
                .contains("\"messages\":"
                        + script.arithmetic().sum("none", "", Measure.MESSAGES).count());

        for (var table : List.of("event", "conversation", "rollup", "progress")) {
            scene.sql("delete from " + table + " where company_id = $1", company);
        }
        assertThat(reports()).isNotEqualTo(before);
        try (var rewind = new Rewind(kafka, GROUP)) {
            rewind.toEarliest();
            await().atMost(PATIENCE)
                    .until(() -> scene.count("select count(*) from event where company_id = $1", company) > 0);
            // Its members are sent away with what they have under way.
            var ends = rewind.toEarliest();
            awaitEvents(events(script.conversations()));
            await().atMost(PATIENCE).until(() -> rewind.left(ends) == 0);
        }

        assertThat(reports()).isEqualTo(before);
        requireRight();
    }

    @Test
    void what_kafka_no_longer_has_stays_and_what_only_it_has_comes_back() throws Exception {
        var script = new Script(company, 22, 40).conversations();
        scene.deliver(script.subList(0, 20));
        publish(script.subList(20, 40));
        awaitEvents(events(script));
        var before = reports();

        for (var conversation : script.subList(20, 40)) {
            scene.sql(
                    "delete from event where conversation_id = $1 and version > 1",
                    conversation.get(0).conversation());
        }
        post("/rebuild");
        assertThat(reports()).isNotEqualTo(before);
        requireRight();
        try (var rewind = new Rewind(kafka, GROUP)) {
            rewind.toEarliest();
            awaitEvents(events(script));
        }

        assertThat(reports()).isEqualTo(before);
        requireRight();
    }

    @Test
    @Tag("slow")
    void a_second_reading_changes_nothing() throws Exception {
        var script = new Script(company, 23, 20).conversations();
        publish(script);
        awaitEvents(events(script));
        var before = reports();

        try (var rewind = new Rewind(kafka, GROUP)) {
            var ends = rewind.toEarliest();
            assertThat(rewind.left(ends)).isPositive();
            await().atMost(PATIENCE).until(() -> rewind.left(ends) == 0);
        }

        assertThat(reports()).isEqualTo(before);
        requireRight();
    }

    private static int events(List<List<Play.Sent>> conversations) {
        return conversations.stream().mapToInt(List::size).sum();
    }

    private void awaitEvents(int all) {
        await().atMost(PATIENCE)
                .until(() -> scene.count("select count(*) from event where company_id = $1", company) == all);
    }

    private void publish(List<List<Play.Sent>> conversations) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            for (var conversation : conversations) {
                for (var sent : conversation) {
                    producer.send(record(sent)).get();
                }
            }
        }
    }

    private static ProducerRecord<String, String> record(Play.Sent sent) {
        var record = new ProducerRecord<>(Topic.CHAT, sent.conversation().toString(), FactsJson.write(sent.payload()));
        Map.of(
                        EventHeader.ID,
                        sent.id().toString(),
                        EventHeader.TYPE,
                        sent.type(),
                        EventHeader.TIME,
                        sent.at().toString(),
                        EventHeader.SUBJECT,
                        sent.conversation().toString(),
                        EventHeader.VERSION,
                        Long.toString(sent.version()),
                        EventHeader.COMPANY,
                        sent.company().toString())
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private Map<String, String> reports() {
        return Map.of(
                "none", report("none"),
                "agent", report("agent"),
                "department", report("department"),
                "tag", report("tag"),
                "day", report("day"));
    }

    private String report(String groupBy) {
        return given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), company, "supervisor"))
                .get("/reports/summary?from=2026-03-18&to=2026-04-10&time_zone=Asia/Kolkata&group_by=" + groupBy)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private void requireRight() {
        assertThat(post("/reconcile")).contains("\"equal\":true");
    }

    private String post(String path) {
        return given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), UUID.randomUUID(), "operator"))
                .post(path + "?company_id=" + company)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
