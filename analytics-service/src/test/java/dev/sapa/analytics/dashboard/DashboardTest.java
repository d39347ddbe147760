package dev.sapa.analytics.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.analytics.AnalyticsTest;
import dev.sapa.analytics.Play;
import dev.sapa.analytics.Scene;
import dev.sapa.analytics.Tokens;
import dev.sapa.events.AgentPresenceChanged;
import dev.sapa.events.AgentPresenceChanged.Status;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.MessagePosted.Author;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on the wall (S2-30), and the rows for those who compute by themselves. */
@AnalyticsTest
class DashboardTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    @Inject
    Scene scene;

    private final UUID company = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();
    private final UUID ani = UUID.randomUUID();
    private final Instant midnight = LocalDate.now(ZONE).atStartOfDay(ZONE).toInstant();

    @BeforeEach
    void aCompany() {
        scene.company(company, ZONE.getId());
        scene.department(company, taxes, "Taxes");
        scene.agent(company, ani, "Ani");
    }

    @Test
    void the_numbers_of_now_are_real() {
        var yesterday = conversation(1, "=Licences", midnight.minusSeconds(600), 40);
        yesterday.close(midnight.minusSeconds(1), Author.AGENT, ani, null);
        var today = conversation(2, "Taxes", midnight.minusSeconds(120), 60);
        today.close(midnight, Author.VISITOR, null, 5);
        var open = conversation(3, "Taxes", midnight.plusSeconds(1), 80);
        var waiting = new Play(company, UUID.randomUUID(), 4, "Taxes");
        waiting.start(midnight.plusSeconds(2), null);
        scene.deliver(List.of(yesterday.events(), today.events(), open.events(), waiting.events()));
        presence(ani, 1, Status.BUSY, true);
        var budi = UUID.randomUUID();
        scene.agent(company, budi, "Budi");
        presence(budi, 1, Status.ONLINE, false);

        given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), company, "supervisor"))
                .get("/dashboard")
                .then()
                .statusCode(200)
                .body("active", equalTo(1))
                .body("waiting", equalTo(1))
                .body("completed_today", equalTo(1))
                .body("average_response_seconds", equalTo(60.0f))
                .body("average_response_seconds_today", equalTo(80.0f))
                .body("total_agents", equalTo(2))
                .body("online_agents", equalTo(1))
                .body("top_topics.topic", contains("Taxes", "=Licences"))
                .body("top_topics.count", contains(3, 1))
                .body("categories.department", contains("Taxes", null))
                .body("categories.count", contains(3, 1))
                .body("categories.percentage", contains(75, 25))
                .body("as_of", equalTo(midnight.plusSeconds(81).toString()));

        given().auth()
                .oauth2(Tokens.staff(budi, company, "agent"))
                .get("/dashboard")
                .then()
                .body("active", equalTo(0))
                .body("waiting", equalTo(1))
                .body("completed_today", equalTo(0));
    }

    @Test
    void an_export_has_a_row_for_each_conversation_in_both_formats() throws Exception {
        var closed = conversation(7, "=cmd|\"x\"", Instant.parse("2026-02-01T00:00:00Z"), 40);
        closed.close(Instant.parse("2026-02-01T00:10:00Z"), Author.VISITOR, null, 4);
        var other = conversation(8, "Taxes", Instant.parse("2026-02-03T00:00:00Z"), 40);
        scene.deliver(List.of(closed.events(), other.events()));

        var lines = export("ndjson&from=2026-02-01&to=2026-02-01", "application/x-ndjson")
                .lines()
                .toList();
        assertThat(lines).hasSize(1);
        var row = new ObjectMapper().readTree(lines.get(0));
        assertThat(row.path("number").asLong()).isEqualTo(7);
        assertThat(row.path("first_agent").asText()).isEqualTo("Ani");
        assertThat(row.path("department").asText()).isEqualTo("Taxes");
        assertThat(row.path("session_response_seconds").asDouble()).isEqualTo(40);
        assertThat(row.path("resolution_seconds").asDouble()).isEqualTo(600);
        assertThat(row.path("rating").asInt()).isEqualTo(4);

        var csv = export("csv&from=2026-02-01&to=2026-02-28", "text/csv").split("\r\n", -1);
        assertThat(csv).hasSize(4);
        assertThat(csv[0]).startsWith("conversation_id,number,channel,topic,tags,status");
        assertThat(csv[1]).contains(",7,\"web\",\"'=cmd|\"\"x\"\"\",\"\",\"closed\"");
        assertThat(csv[2]).contains(",8,\"web\",\"Taxes\"");
    }

    private String export(String format, String type) {
        var answer = given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), company, "admin"))
                .get("/exports/conversations?time_zone=UTC&format=" + format)
                .then()
                .statusCode(200)
                .extract();
        assertThat(answer.contentType()).startsWith(type);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        return answer.asString();
    }

    private Play conversation(long number, String topic, Instant start, long answeredAfter) {
        var play = new Play(company, UUID.randomUUID(), number, topic);
        play.start(start, taxes);
        play.message(start, Author.VISITOR, null);
        play.assign(start.plusSeconds(1), ani, taxes, Cause.AUTO_ASSIGNED);
        play.message(start.plusSeconds(answeredAfter), Author.AGENT, ani);
        return play;
    }

    private void presence(UUID agent, long version, Status declared, boolean live) {
        scene.other(
                AgentPresenceChanged.TYPE,
                agent,
                company,
                version,
                new AgentPresenceChanged(agent, company, version, declared, live, Instant.now()));
    }
}
