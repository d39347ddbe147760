package dev.sapa.chat.silence;

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
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time passes by moving the beginning of the silence, which the database's clock measures. */
@QuarkusTest
@ServiceTest
class SilentVisitorTest {

    @Inject
    SilenceService silence;

    private final UUID grace = UUID.randomUUID();
    private UUID company = UUID.randomUUID();
    private Chat.Held held = new Chat.Held(company, company, "");

    @BeforeEach
    void anAgentSpokeLast() {
        company = Announcements.company(PortalAccess.STRICT);
        held = Chat.started(company);
        Chat.assign(held, 1, grace);
        Chat.say(held.sessionToken(), held.id(), "Halo");
        Chat.say(Tokens.agent(company, grace), held.id(), "Ada yang bisa dibantu?");
    }

    @Test
    void is_warned_once_and_then_the_conversation_ends_once_whoever_looks() {
        passed(500);
        sweepFromEverySide();
        assertThat(messages()).isEqualTo("2");

        passed(601);
        sweepFromEverySide();
        Chat.get(held.sessionToken(), "/conversations/{id}?include=log", held.id())
                .then()
                .body("status", equalTo("active"))
                .body("last_message.author", equalTo("system"))
                .body("last_seq", equalTo(3))
                .body("log.action", contains("started", "auto_assigned", "response", "warned"));

        Database.execute("update conversation set warned_at = warned_at - interval '301 seconds' where id = '%s'"
                .formatted(held.id()));
        passed(902);
        sweepFromEverySide();
        Chat.get(held.sessionToken(), "/conversations/{id}?include=log", held.id())
                .then()
                .body("status", equalTo("closed"))
                .body("close_reason", equalTo("visitor-silent"))
                .body("last_seq", equalTo(3))
                .body("log.action", contains("started", "auto_assigned", "response", "warned", "closed"))
                .body("log[4].actor", equalTo("system"));
    }

    @Test
    void gets_the_whole_time_after_the_warning_though_that_came_late() {
        passed(100_000);

        sweepFromEverySide();
        sweepFromEverySide();

        Chat.get(held.sessionToken(), "/conversations/{id}", held.id())
                .then()
                .body("status", equalTo("active"))
                .body("last_seq", equalTo(3));
    }

    @Test
    void who_says_something_is_not_silent_any_more() {
        passed(601);
        sweepFromEverySide();
        Chat.say(held.sessionToken(), held.id(), "Maaf, sebentar");

        assertThat(Database.column("select coalesce(silent_since, warned_at)::text from conversation where id = '%s'"
                        .formatted(held.id())))
                .containsOnly((String) null);
        Chat.assign(held, 2, UUID.randomUUID());
        sweepFromEverySide();
        assertThat(messages()).isEqualTo("4");
    }

    @Test
    void a_new_agent_waits_from_its_own_first_word_on() {
        // Not long enough yet: the service's own look may come before the new agent does.
        passed(500);

        Chat.assign(held, 2, UUID.randomUUID());

        assertThat(Database.column("select silent_since::text from conversation where id = '%s'".formatted(held.id())))
                .containsOnly((String) null);
        sweepFromEverySide();
        assertThat(messages()).isEqualTo("2");
    }

    @Test
    void a_company_decides_for_itself() {
        policy(null, null).body("silence_warn_seconds", nullValue());
        passed(100_000);
        sweepFromEverySide();
        assertThat(messages()).isEqualTo("2");

        policy(null, 60).body("silence_close_seconds", equalTo(60));
        sweepFromEverySide();
        Chat.get(held.sessionToken(), "/conversations/{id}", held.id())
                .then()
                .body("status", equalTo("closed"))
                .body("last_seq", equalTo(2));
    }

    @Test
    void a_policy_is_checked_and_belongs_to_administrators() {
        var admin = Tokens.admin(company, UUID.randomUUID());
        Chat.get(admin, "/policy")
                .then()
                .statusCode(200)
                .body("silence_warn_seconds", equalTo(600))
                .body("silence_close_seconds", equalTo(900));

        patch(admin, 900, 900, 400);
        patch(admin, 0, 900, 400);
        patch(admin, 60, 120, 200);
        Chat.send(admin, "PATCH", "/policy", Collections.singletonMap("silence_warn_seconds", null))
                .then()
                .statusCode(200)
                .body("silence_warn_seconds", nullValue())
                .body("silence_close_seconds", equalTo(120));
    }

    private ValidatableResponse policy(@Nullable Integer warn, @Nullable Integer close) {
        return patch(Tokens.admin(company, UUID.randomUUID()), warn, close, 200);
    }

    private static ValidatableResponse patch(
            String token, @Nullable Integer warn, @Nullable Integer close, int status) {
        var body = new HashMap<String, Object>();
        body.put("silence_warn_seconds", warn);
        body.put("silence_close_seconds", close);
        return Chat.send(token, "PATCH", "/policy", body).then().statusCode(status);
    }

    private void passed(int seconds) {
        Database.execute("update conversation set silent_since = now() - interval '%d seconds' where id = '%s'"
                .formatted(seconds, held.id()));
    }

    /** As several replicas would at the same moment, beside the service's own look. */
    private void sweepFromEverySide() {
        IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(this::sweep))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private void sweep() {
        try {
            VertxContextSupport.subscribeAndAwait(silence::sweep);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private String messages() {
        return Database.column("select last_seq::text from conversation where id = '%s'".formatted(held.id()))
                .get(0);
    }
}
