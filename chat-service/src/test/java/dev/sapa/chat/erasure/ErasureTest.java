package dev.sapa.chat.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forgetting a visitor on demand, and what is too old by itself. */
@QuarkusTest
@ServiceTest
class ErasureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    RetentionService retention;

    private UUID company = UUID.randomUUID();
    private String admin = "";

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
        admin = Tokens.admin(company, UUID.randomUUID());
    }

    @Test
    void everything_of_a_visitor_goes_and_the_report_says_who_forgot_what_and_when() {
        var first = full();
        Chat.close(first.sessionToken(), first.id(), Map.of("feedback", "Rahasia"));
        var visitor = visitorOf(first);

        erase(visitor).then().statusCode(202).body("state", equalTo("running"));
        await().atMost(PATIENCE).until(() -> erasedAt(first).size() == 1);

        assertThat(leftOf(first)).isEmpty();
        assertThat(Database.column("select topic || coalesce(feedback, '') || coalesce(ip_address, '') || "
                        + "coalesce(user_agent, '') from conversation where id = '%s'".formatted(first.id())))
                .containsExactly("");
        await().atMost(PATIENCE).until(() -> identities(visitor).isEmpty());
        Chat.get(admin, "/conversations/{id}", first.id()).then().statusCode(404);
        report(visitor)
                .then()
                .body("state", equalTo("running"))
                .body("services.find { it.service == 'chat' }.erased.messages", greaterThan(0))
                .body("services.find { it.service == 'chat' }.erased.stored_files", equalTo(1))
                .body("services.find { it.service == 'routing' }.state", equalTo("running"));

        Announcements.erased(company, first.id(), "routing");
        Announcements.erased(company, first.id(), "analytics");
        awaitDone(visitor);

        assertThat(Database.column("select id from conversation where id = '%s'".formatted(first.id())))
                .isEmpty();
        assertThat(Database.column("select id from visitor where id = '%s'".formatted(visitor)))
                .isEmpty();
        report(visitor)
                .then()
                .body("services.find { it.service == 'analytics' }.erased.topics", equalTo(1))
                .body("services.findAll { it.state != 'done' }.size()", equalTo(0))
                .body("services.findAll { it.erased_at == null }.size()", equalTo(0))
                .body("remains.find { it.where == 'kafka' }.until.length()", greaterThan(10));
        erase(visitor).then().statusCode(202).body("state", equalTo("done")); // and nothing more happens
    }

    @Test
    void an_open_conversation_is_closed_and_whoever_comes_back_is_somebody_new() {
        var open = full();
        var visitor = visitorOf(open);

        erase(visitor).then().statusCode(202);
        await().atMost(PATIENCE).until(() -> erasedAt(open).size() == 1);
        Announcements.erased(company, open.id(), "routing");
        Announcements.erased(company, open.id(), "analytics");
        awaitDone(visitor);

        Chat.say(open.sessionToken(), open.id(), "Masih di sini?").then().statusCode(404);
        var again = Chat.started(company);
        assertThat(visitorOf(again)).isNotEqualTo(visitor);
    }

    @Test
    void nobody_else_is_touched_and_no_other_company_may_ask() {
        var bystander = full();
        var other = Tokens.admin(Announcements.company(PortalAccess.STRICT), UUID.randomUUID());
        var visitor = visitorOf(full());

        given().auth()
                .oauth2(other)
                .post("/visitors/{id}/erasure", visitor)
                .then()
                .statusCode(404); // I13
        given().auth()
                .oauth2(other)
                .get("/visitors/{id}/erasure", visitor)
                .then()
                .statusCode(404);
        report(visitor).then().statusCode(404);
        erase(UUID.randomUUID()).then().statusCode(404);
        erase(visitor).then().statusCode(202);
        await().atMost(PATIENCE).until(() -> identities(visitor).isEmpty());
        given().auth()
                .oauth2(other)
                .get("/visitors/{id}/erasure", visitor)
                .then()
                .statusCode(404);

        assertThat(leftOf(bystander)).contains("message", "note", "conversation_contact");
        Chat.get(admin, "/conversations/{id}", bystander.id()).then().statusCode(200);
    }

    @Test
    void a_visitor_without_conversations_is_forgotten_at_once() {
        var held = Chat.started(company);
        var visitor = visitorOf(held);
        Database.execute("delete from conversation_log where conversation_id = '%s'".formatted(held.id()));
        Database.execute("delete from conversation where id = '%s'".formatted(held.id()));

        erase(visitor).then().statusCode(202);

        awaitDone(visitor);
    }

    /** What was told twice or to a replica that stops half-way ends the same: each step is done again from any point. */
    @Test
    void a_crash_between_any_two_steps_is_made_good() {
        var held = full();
        var visitor = visitorOf(held);
        Database.execute("update erasure set completed_at = now() where completed_at is null");
        erase(visitor);
        await().atMost(PATIENCE).until(() -> identities(visitor).isEmpty());
        var seen = parts(held);

        // As after a crash before the identities went, and after the words of the other services were lost.
        Database.execute("""
                insert into visitor_identity (company_id, kind, value, visitor_id)
                values ('%s', 'email', 'lagi@example.org', '%s')
                """.formatted(company, visitor));
        await().atMost(PATIENCE).until(() -> identities(visitor).isEmpty());
        assertThat(parts(held)).isEqualTo(seen);
        for (int i = 0; i < 2; i++) {
            Announcements.erased(company, held.id(), "routing");
            Announcements.erased(company, held.id(), "analytics");
        }
        awaitDone(visitor);
    }

    @Test
    void closed_conversations_go_when_they_are_older_than_the_company_keeps_them() {
        var old = full();
        var young = full();
        Chat.close(old.sessionToken(), old.id(), Map.of());
        Chat.close(young.sessionToken(), young.id(), Map.of());
        var visitor = visitorOf(old);
        age(old, 31);
        Database.execute(
                "update visitor set created_at = now() - interval '40 days' where id = '%s'".formatted(visitor));
        sweep();
        assertThat(leftOf(old)).contains("message"); // nothing said how long it is kept
        Announcements.retention(company, 30);

        sweep();

        assertThat(leftOf(old)).isEmpty();
        assertThat(leftOf(young)).contains("message");
        Chat.get(admin, "/conversations/{id}", old.id()).then().statusCode(404);
        Database.execute(
                "update conversation set erased_at = now() - interval '2 days' where id = '%s'".formatted(old.id()));
        turnAgain();
        sweep();
        assertThat(Database.column("select id from conversation where id = '%s'".formatted(old.id())))
                .isEmpty();
        turnAgain();
        sweep();
        assertThat(Database.column("select id from visitor where id = '%s'".formatted(visitor)))
                .isEmpty();
        assertThat(identities(visitor)).isEmpty();
    }

    @Test
    void a_company_has_one_turn_at_a_time_whatever_the_number_of_replicas() {
        Announcements.retention(company, 30);
        var held = full();
        Chat.close(held.sessionToken(), held.id(), Map.of());
        sweep();
        age(held, 31);

        sweep(); // the turn is over until the next one is due

        assertThat(leftOf(held)).contains("message");
        turnAgain();
        sweep();
        assertThat(leftOf(held)).isEmpty();
    }

    @Test
    void traces_of_providers_and_bots_go_after_a_while() {
        Database.execute("""
                insert into channel_message (company_id, channel, provider_id, conversation_id, received_at)
                values ('%1$s', 'whatsapp', 'old', '%1$s', now() - interval '31 days'),
                       ('%1$s', 'whatsapp', 'new', '%1$s', now())
                """.formatted(company));

        sweep();

        assertThat(Database.column(
                        "select provider_id from channel_message where company_id = '%s'".formatted(company)))
                .containsExactly("new");
    }

    private void sweep() {
        try {
            VertxContextSupport.subscribeAndAwait(retention::sweep);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private void turnAgain() {
        Database.execute("update company set swept_at = null where id = '%s'".formatted(company));
    }

    private static void age(Chat.Held held, int days) {
        Database.execute("update conversation set ended_at = now() - interval '%d days' where id = '%s'"
                .formatted(days, held.id()));
    }

    /** A conversation with something of everything. */
    private Chat.Held full() {
        var held = Chat.started(company);
        Chat.say(held.sessionToken(), held.id(), "Rahasia saya").then().statusCode(201);
        Chat.send(admin, "POST", "/conversations/{id}/notes", Map.of("text", "Rahasia"), held.id())
                .then()
                .statusCode(201);
        Chat.send(
                        held.sessionToken(),
                        "PUT",
                        "/conversations/{id}/contact",
                        Map.of("name", "Budi", "email", "budi@example.org"),
                        held.id())
                .then()
                .statusCode(200);
        Chat.send(admin, "POST", "/conversations/{id}/tags", Map.of("name", "Khusus"), held.id());
        given().auth()
                .oauth2(held.sessionToken())
                .multiPart("file", "izin.txt", "Rahasia".getBytes(StandardCharsets.UTF_8), "text/plain")
                .post("/conversations/{id}/files", held.id())
                .then()
                .statusCode(201);
        Database.execute("""
                insert into hand_off (conversation_id, company_id, packet, handed_at) values ('%1$s', '%2$s', '{}', now());
                insert into transcript_mail (id, company_id, conversation_id, asked_at)
                values (gen_random_uuid(), '%2$s', '%1$s', now());
                insert into bot_task (message_id, company_id, conversation_id, seq, noted_at)
                values (gen_random_uuid(), '%2$s', '%1$s', 1, now() + interval '1 hour');
                insert into bot_progress (conversation_id, company_id, seq) values ('%1$s', '%2$s', 1);
                insert into bot_delivery
                    (id, company_id, conversation_id, seq, state, attempts, due_at, answer_by, noted_at)
                values (gen_random_uuid(), '%2$s', '%1$s', 1, 'done', 1, now(), now(), now());
                insert into serving_position (company_id, conversation_id, side, seq) values ('%2$s', '%1$s', 'visitor', 1);
                insert into channel_message (company_id, channel, provider_id, conversation_id, received_at)
                values ('%2$s', 'whatsapp', '%1$s', '%1$s', now());
                insert into channel_account
                    (id, company_id, channel, address, name, bot, enabled, settings, secrets, created_at, changed_at)
                values ('%1$s', '%2$s', 'whatsapp', '%1$s', 'Loket', false, false, '{}', '', now(), now());
                insert into channel_contact (account_id, address, company_id, conversation_id)
                values ('%1$s', '62811', '%2$s', '%1$s');
                insert into channel_thread (conversation_id, company_id, account_id, address, noted_seq)
                values ('%1$s', '%2$s', '%1$s', '62811', 1);
                insert into channel_inbound (account_id, provider_id, company_id, address, conversation_id, done_at)
                values ('%1$s', 'in', '%2$s', '62811', '%1$s', now());
                insert into channel_outbound
                    (message_id, part, company_id, account_id, conversation_id, address, seq, state)
                values (gen_random_uuid(), 0, '%2$s', '%1$s', '%1$s', '62811', 1, 'read');
                insert into start_key (company_id, key, request, conversation_id, created, started_at)
                values ('%2$s', '%1$s', 'r', '%1$s', true, now())
                """.formatted(held.id(), company));
        return held;
    }

    private Response erase(UUID visitor) {
        return given().auth().oauth2(admin).post("/visitors/{id}/erasure", visitor);
    }

    private Response report(UUID visitor) {
        return given().auth().oauth2(admin).get("/visitors/{id}/erasure", visitor);
    }

    private void awaitDone(UUID visitor) {
        await().atMost(PATIENCE).until(() -> "done".equals(report(visitor).path("state")));
    }

    private static UUID visitorOf(Chat.Held held) {
        return UUID.fromString(
                Database.column("select visitor_id from conversation where id = '%s'".formatted(held.id()))
                        .get(0));
    }

    private static List<String> erasedAt(Chat.Held held) {
        return Database.column(
                "select erased_at from conversation where id = '%s' and erased_at is not null".formatted(held.id()));
    }

    private static List<String> identities(UUID visitor) {
        return Database.column("select value from visitor_identity where visitor_id = '%s'".formatted(visitor));
    }

    private static List<String> parts(Chat.Held held) {
        return Database.column(
                "select service || coalesce(erased, '') || coalesce(erased_at::text, '') from erasure_part "
                        + "where conversation_id = '%s' order by service".formatted(held.id()));
    }

    /** Tables that know anything of the conversation, whichever there are; but for the record of its erasure. */
    private static List<String> leftOf(Chat.Held held) {
        return Database.column("""
                        select c.table_name from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = current_schema() and c.column_name = 'conversation_id'
                          and t.table_type = 'BASE TABLE' and c.table_name <> 'erasure_part'
                        """).stream()
                .filter(table -> !Database.column(
                                "select 1 from " + table + " where conversation_id = '%s'".formatted(held.id()))
                        .isEmpty())
                .toList();
    }
}
