package dev.sapa.chat.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.ServiceTest;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class StartConversationTest {

    @Test
    void starts_waiting_for_an_agent_and_hands_out_a_capability() {
        var company = Announcements.company(PortalAccess.OPEN);

        var response = Chat.start(
                company, Map.of("topic", "Izin usaha", "visitor", Map.of("email", "Ani@example.org", "name", "Ani")));

        response.then()
                .statusCode(201)
                .body("status", equalTo("waiting"))
                .body("responder", equalTo("agent"))
                .body("priority", equalTo("normal"))
                .body("channel", equalTo("web"))
                .body("agent", nullValue())
                .body("version", equalTo(1))
                .body("last_seq", equalTo(0))
                .body("visitor.name", equalTo("Ani"))
                .body("session_token", startsWith("lcs_"));
        var held = Chat.held(company, response);
        Chat.say(held.sessionToken(), held.id(), "Halo").then().statusCode(201).body("message.seq", equalTo(1));
        assertThat(UUID.fromString(response.path("company_id"))).isEqualTo(company);
    }
}
