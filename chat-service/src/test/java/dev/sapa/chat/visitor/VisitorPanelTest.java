package dev.sapa.chat.visitor;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a desk shows beside a conversation. */
@QuarkusTest
@ServiceTest
class VisitorPanelTest {

    @Test
    void staff_see_who_somebody_is_and_what_was_talked_about_before_whoever_answered() {
        var company = Announcements.company(PortalAccess.STRICT);
        var visitor = Map.<String, Object>of("browser_uuid", "b-1", "email", "siti@example.id", "name", "Siti");
        var before = Chat.started(company, visitor);
        Chat.assign(before, 1, UUID.randomUUID());
        Chat.close(Tokens.supervisor(company, UUID.randomUUID()), before.id(), Map.of());
        var now = Chat.started(company, visitor);
        var agent = Tokens.agent(company, UUID.randomUUID());
        var id = Chat.get(agent, "/conversations/{id}", now.id()).<String>path("visitor.id");

        Chat.get(agent, "/visitors/{id}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Siti"))
                .body("identities.kind", contains("browser_uuid", "email"))
                .body("identities.value", contains("b-1", "siti@example.id"));
        Chat.get(agent, "/visitors/{id}/conversations", id)
                .then()
                .statusCode(200)
                .body("items.id", contains(now.id().toString(), before.id().toString()))
                .body("items.status", contains("waiting", "closed"))
                .body("total", equalTo(2))
                .body("next_cursor", nullValue());
        Chat.get(agent, "/visitors/{id}/conversations?limit=1", id).then().body("items.size()", equalTo(1));

        var stranger = Tokens.admin(Announcements.company(PortalAccess.STRICT), UUID.randomUUID()); // I13
        Chat.get(stranger, "/visitors/{id}", id).then().statusCode(404);
        Chat.get(stranger, "/visitors/{id}/conversations", id).then().statusCode(404);
        Chat.get(now.sessionToken(), "/visitors/{id}", id).then().statusCode(403);
    }
}
