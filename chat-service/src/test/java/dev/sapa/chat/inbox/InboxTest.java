package dev.sapa.chat.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class InboxTest {

    private final UUID grace = UUID.randomUUID();
    private final UUID linus = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();
    private UUID company = UUID.randomUUID();
    private String agent = "";
    private String supervisor = "";

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
        agent = Tokens.agent(company, grace);
        supervisor = Tokens.supervisor(company, UUID.randomUUID());
    }

    @Test
    void shows_each_what_the_list_of_conversations_shows_with_the_latest_word_first() {
        var first = Chat.started(company, Map.of("browser_uuid", "b", "name", "Siti"));
        var waiting = Chat.started(company);
        var others = Chat.started(company);
        Chat.assign(others, 1, linus);
        Chat.assign(first, 1, grace);
        Chat.say(first.sessionToken(), first.id(), "Halo " + "x".repeat(300));

        inbox(agent, "?counts=true")
                .body("items.id", contains(first.id().toString(), waiting.id().toString()))
                .body("items[0].visitor.name", equalTo("Siti"))
                .body("items[0].status", equalTo("active"))
                .body("items[0].agent.id", equalTo(grace.toString()))
                .body("items[0].unread", equalTo(1))
                .body("items[0].last_message.author", equalTo("visitor"))
                .body("items[0].last_message.preview.length()", equalTo(160))
                .body("items[0].awaiting_since", notNullValue())
                .body("items[1].last_message", nullValue())
                .body("counts.mine", equalTo(1))
                .body("counts.mine_unread", equalTo(1))
                .body("counts.waiting", equalTo(1))
                .body("counts.all", equalTo(2));
        inbox(supervisor, "?counts=true")
                .body("items.size()", equalTo(3))
                .body("counts.mine", equalTo(0))
                .body("counts.all", equalTo(3));
        assertThat(ids(inbox(agent, "?scope=mine"))).containsExactly(first.id());
        assertThat(ids(inbox(agent, "?scope=waiting"))).containsExactly(waiting.id());
        assertThat(ids(inbox(supervisor, "?agent_id=" + linus))).containsExactly(others.id());
        inbox(Tokens.admin(UUID.randomUUID(), grace), "").body("items", empty()); // I13
    }

    @Test
    void unread_and_waiting_end_with_what_the_agent_reads_and_says() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace);
        Chat.say(held.sessionToken(), held.id(), "Satu");
        Chat.say(held.sessionToken(), held.id(), "Dua");
        inbox(agent, "").body("items[0].unread", equalTo(2)).body("items[0].staff_read_seq", equalTo(0));

        Chat.send(agent, "POST", "/conversations/{id}/read", Map.of("seq", 2), held.id());
        inbox(agent, "")
                .body("items[0].unread", equalTo(0))
                .body("items[0].staff_read_seq", equalTo(2))
                .body("items[0].awaiting_since", notNullValue());

        Chat.say(agent, held.id(), "Baik");
        Chat.send(held.sessionToken(), "POST", "/conversations/{id}/read", Map.of("seq", 3), held.id());
        inbox(agent, "").body("items[0].awaiting_since", nullValue()).body("items[0].visitor_read_seq", equalTo(3));
    }

    @Test
    void is_narrowed_by_department_tag_channel_responder_and_visitor() {
        var held = Chat.started(company);
        Chat.assign(held, 1, grace, taxes);
        Chat.send(agent, "POST", "/conversations/{id}/tags", Map.of("name", "Urgent"), held.id());
        Chat.started(company);
        var visitor = Chat.get(supervisor, "/conversations/{id}", held.id()).<String>path("visitor.id");

        for (var filter : List.of(
                "department_id=" + taxes,
                "tag=Urgent",
                "visitor_id=" + visitor,
                "status=active",
                "agent_id=" + grace)) {
            assertThat(ids(inbox(supervisor, "?" + filter))).as(filter).containsExactly(held.id());
        }
        assertThat(ids(inbox(supervisor, "?channel=web&responder=agent"))).hasSize(2);
        inbox(supervisor, "?channel=email").body("items", empty());
        inbox(supervisor, "?responder=bot").body("items", empty());
        for (var query : List.of("status=old", "scope=his", "responder=x", "agent_id=7", "cursor=AAAA", "limit=501")) {
            Chat.get(supervisor, "/inbox?" + query).then().statusCode(400);
        }
    }

    @Test
    void goes_on_behind_the_cursor_for_open_and_for_closed_ones() {
        var started = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            started.add(0, Chat.started(company).id());
        }
        assertThat(paged("?limit=2")).isEqualTo(started);

        var closed = new ArrayList<UUID>();
        for (var id : started) {
            Chat.close(supervisor, id, Map.of("reason", "selesai"));
            closed.add(0, id);
        }
        assertThat(paged("?limit=2&status=closed")).isEqualTo(closed);
        inbox(supervisor, "").body("items", empty());
    }

    @Test
    void shows_what_began_in_a_period_in_whatever_state_by_its_start() {
        var before = Chat.started(company);
        var closed = Chat.started(company);
        var open = Chat.started(company);
        Chat.close(supervisor, closed.id(), Map.of("reason", "selesai"));
        Database.execute("update conversation set started_at = now() - interval '2 days' where id = '%s'"
                .formatted(before.id()));
        var yesterday = Instant.now().minus(Duration.ofDays(1));

        assertThat(paged("?status=any&limit=1")).containsExactly(open.id(), closed.id(), before.id());
        assertThat(ids(inbox(supervisor, "?status=any&started_from=" + yesterday)))
                .containsExactly(open.id(), closed.id());
        assertThat(ids(inbox(supervisor, "?status=any&started_before=" + yesterday)))
                .containsExactly(before.id());
        var topic = Chat.get(supervisor, "/conversations/{id}", open.id()).<String>path("topic");
        assertThat(ids(Chat.get(supervisor, "/inbox?status=any&topic={topic}", topic)
                        .then()))
                .hasSize(3);
        inbox(supervisor, "?status=any&topic=Sesuatu").body("items", empty());
        Chat.get(supervisor, "/inbox?started_from=kemarin").then().statusCode(400);
    }

    @Test
    void names_a_nameless_visitor_by_the_contact_it_left() {
        var held = Chat.started(company);
        var contact = Map.of("name", "Siti Rahmawati", "email", "siti@contoh.id", "phone", "0812");
        Chat.send(held.sessionToken(), "PUT", "/conversations/{id}/contact", contact, held.id())
                .then()
                .statusCode(200);

        inbox(supervisor, "")
                .body("items[0].visitor.name", equalTo("Siti Rahmawati"))
                .body("items[0].visitor.email", equalTo("siti@contoh.id"))
                .body("items[0].visitor.phone", equalTo("0812"));
    }

    @Test
    void leaves_out_what_was_removed() {
        var kept = Chat.started(company);
        var removed = Chat.started(company);
        Chat.send(Tokens.admin(company, UUID.randomUUID()), "DELETE", "/conversations/{id}", Map.of(), removed.id())
                .then()
                .statusCode(204);

        for (var status : List.of("open", "waiting", "closed", "any")) {
            assertThat(ids(inbox(supervisor, "?status=" + status))).as(status).doesNotContain(removed.id());
        }
        inbox(supervisor, "?counts=true")
                .body("items.id", contains(kept.id().toString()))
                .body("counts.all", equalTo(1));
    }

    @Test
    void two_thousand_open_conversations_come_quickly() {
        var held = Chat.started(company);
        Chat.say(held.sessionToken(), held.id(), "Halo");
        Database.execute("""
                insert into conversation select gen_random_uuid(), nextval('conversation_number'), c.company_id, c.visitor_id,
                    c.channel, c.topic, c.priority, c.status, c.responder, c.agent_id, c.department_id, 0, 2, 1, 0, 0, 0, 1,
                    true, false, now() - n * interval '1 second', null, null, null, null, null, null
                from conversation c, generate_series(1, 2000) n where c.id = '%s'
                """.formatted(held.id()));
        Database.execute("""
                insert into message (id, company_id, conversation_id, seq, author, author_key, message_type, body, posted_at)
                select gen_random_uuid(), company_id, id, 1, 'visitor', 'visitor', 'text', 'Halo', started_at
                from conversation where company_id = '%s' and id <> '%s'
                """.formatted(company, held.id()));

        inbox(supervisor, "?counts=true").body("items.size()", equalTo(100)).body("counts.waiting", equalTo(2001));
        long begun = System.nanoTime();
        inbox(supervisor, "?counts=true&limit=500").body("items.size()", equalTo(500));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private List<UUID> paged(String query) {
        var seen = new ArrayList<UUID>();
        var cursor = "";
        while (cursor != null) {
            var page = inbox(supervisor, query + "&cursor=" + cursor);
            seen.addAll(ids(page));
            cursor = page.extract().path("next_cursor");
        }
        return seen;
    }

    private static ValidatableResponse inbox(String token, String query) {
        return Chat.get(token, "/inbox" + query).then().statusCode(200);
    }

    private static List<UUID> ids(ValidatableResponse page) {
        return page.extract().<List<String>>path("items.id").stream()
                .map(UUID::fromString)
                .toList();
    }
}
