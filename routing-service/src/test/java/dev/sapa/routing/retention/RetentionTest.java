package dev.sapa.routing.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.Api;
import dev.sapa.routing.ChatStandIn;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@RoutingTest
class RetentionTest {

    @Inject
    Scene scene;

    @Inject
    RetentionSweep sweep;

    private final UUID company = UUID.randomUUID();

    @Test
    void what_ended_long_ago_goes_with_its_reason_and_what_is_open_stays_with_its_own() {
        var agent = scene.staff(company, Role.AGENT);
        var ended = assigned(agent);
        var open = assigned(agent);
        var recent = assigned(agent);
        scene.closed(ended, company, 2);
        scene.closed(recent, company, 2);
        age(ended);
        age(open);

        sweep.sweep().await().atMost(Duration.ofSeconds(20));

        assertThat(rows("assignment", ended) + rows("decision", ended)).isZero();
        assertThat(rows("assignment", open) + rows("decision", open)).isEqualTo(2);
        assertThat(rows("assignment", recent) + rows("decision", recent)).isEqualTo(2);
    }

    private UUID assigned(UUID agent) {
        var conversation = scene.started(company, null, Instant.now());
        ChatStandIn.knows(conversation, company, "active");
        Api.assign(Api.asAdmin(company), conversation, agent, "manual").statusCode(200);
        return conversation;
    }

    private void age(UUID conversation) {
        scene.sql(
                "update assignment set ended_at = ended_at - interval '91 days' where conversation_id = $1",
                conversation);
        scene.sql(
                "update decision set decided_at = decided_at - interval '91 days' where conversation_id = $1",
                conversation);
    }

    private long rows(String table, UUID conversation) {
        return scene.count("select count(*) from " + table + " where conversation_id = $1", conversation);
    }
}
