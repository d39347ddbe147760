package dev.sapa.chat.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** S3-6. */
@QuarkusTest
@ServiceTest
class VisitorHistoryTest {

    @Test
    void shows_the_newest_first_with_agent_department_contact_and_last_message() {
        var company = Announcements.company(PortalAccess.OPEN);
        var grace = UUID.randomUUID();
        var taxes = UUID.randomUUID();
        Announcements.staff(company, grace, 1, "Grace");
        Announcements.department(company, taxes, 1, "Perpajakan");
        Database.awaitRow("select 1 from staff where id = '%s'".formatted(grace));
        Database.awaitRow("select 1 from department where id = '%s'".formatted(taxes));
        var first = started(company, "b-1");
        Chat.assign(first, 1, grace, taxes);
        Chat.send(
                first.sessionToken(),
                "PUT",
                "/conversations/{id}/contact",
                Map.of("name", "Ani", "email", "ani@example.org"),
                first.id());
        Chat.say(first.sessionToken(), first.id(), "Halo");
        Chat.close(first.sessionToken(), first.id(), Map.of());
        var second = started(company, "b-1");

        anonymous(company, "browser_uuid=b-1")
                .statusCode(200)
                .body("total", equalTo(2))
                .body("limit", equalTo(20))
                .body("offset", equalTo(0))
                .body("next_cursor", nullValue())
                .body("items.id", contains(second.id().toString(), first.id().toString()))
                .body("items[0].agent", nullValue())
                .body("items[0].contact", nullValue())
                .body("items[0].last_message", nullValue())
                .body("items[1].status", equalTo("closed"))
                .body("items[1].agent.name", equalTo("Grace"))
                .body("items[1].agent.email", equalTo(grace + "@example.org"))
                .body("items[1].department.name", equalTo("Perpajakan"))
                .body("items[1].contact.email", equalTo("ani@example.org"))
                .body("items[1].last_message.text", equalTo("Halo"))
                .body("items[1].last_message.author", equalTo("visitor"));
    }

    @Test
    void is_read_in_parts_by_offset_or_by_cursor() {
        var company = Announcements.company(PortalAccess.OPEN);
        var ids = List.of(closed(company), closed(company), closed(company));

        anonymous(company, "browser_uuid=b-1&limit=1&offset=1")
                .body("items.id", contains(ids.get(1)))
                .body("total", equalTo(3));
        String cursor = anonymous(company, "browser_uuid=b-1&limit=2")
                .body("items.id", contains(ids.get(2), ids.get(1)))
                .extract()
                .path("next_cursor");
        anonymous(company, "browser_uuid=b-1&limit=2&cursor=" + cursor)
                .body("items.id", contains(ids.get(0)))
                .body("next_cursor", nullValue());
        anonymous(company, "browser_uuid=b-1&limit=0").statusCode(400);
        anonymous(company, "browser_uuid=b-1&offset=-1").statusCode(400);
        anonymous(company, "limit=5").statusCode(400);
        anonymous(company, "browser_uuid=b-9").statusCode(404).body("code", equalTo("visitor-unknown"));
    }

    @Test
    void where_the_company_is_strict_a_visitor_sees_what_it_has_proven_and_the_company_everything() {
        var company = Announcements.company(PortalAccess.STRICT);
        var own = started(company, "b-1");
        var claimed = started(company, "b-1"); // whoever says "b-1" gets one; it opens nothing of before
        var other = started(company, "b-2");

        var unknown = anonymous(company, "browser_uuid=b-9").statusCode(404).extract();
        var refused = anonymous(company, "browser_uuid=b-1").statusCode(404).extract();
        assertThat(refused.<String>path("code")).isEqualTo(unknown.path("code"));
        as(claimed.sessionToken(), "browser_uuid=b-1")
                .body("items.id", contains(claimed.id().toString()))
                .body("total", equalTo(1));
        as(other.sessionToken(), "browser_uuid=b-1").statusCode(404);
        for (var token : List.of(Tokens.portal(company), Tokens.agent(company, UUID.randomUUID()))) {
            as(token, "browser_uuid=b-1")
                    .body("items.id", contains(claimed.id().toString(), own.id().toString()));
        }
        as(Tokens.portal(Announcements.company(PortalAccess.STRICT)), "browser_uuid=b-1")
                .statusCode(404);
    }

    private static Chat.Held started(UUID company, String browser) {
        return Chat.started(company, Map.of("browser_uuid", browser));
    }

    private static String closed(UUID company) {
        var held = started(company, "b-1");
        Chat.close(held.sessionToken(), held.id(), Map.of());
        return held.id().toString();
    }

    private static ValidatableResponse anonymous(UUID company, String query) {
        return given().header("X-Company", Announcements.slug(company))
                .get("/visitors/history?" + query)
                .then();
    }

    private static ValidatableResponse as(String token, String query) {
        return Chat.get(token, "/visitors/history?" + query).then();
    }
}
