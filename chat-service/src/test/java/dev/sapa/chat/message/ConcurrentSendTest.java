package dev.sapa.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.Flood;
import dev.sapa.chat.ServiceTest;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** I1 to I3: whatever comes together is answered once each, and the positions have no gaps. */
@QuarkusTest
@ServiceTest
class ConcurrentSendTest {

    @Test
    void two_hundred_sends_to_five_conversations_of_two_companies_get_one_place_each() {
        var companies = List.of(Announcements.company(PortalAccess.STRICT), Announcements.company(PortalAccess.STRICT));
        var conversations = IntStream.range(0, 5)
                .mapToObj(i -> Chat.started(companies.get(i % 2)))
                .toList();

        var answers = Flood.of(200, i -> {
            var held = conversations.get(i % 5);
            return Flood.say(held.sessionToken(), held.id(), "m" + i, "id-" + i);
        });

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        for (var held : conversations) {
            var acked = answers.stream()
                    .map(answer -> new JsonObject(answer.body()).getJsonObject("message"))
                    .filter(message -> message.getString("conversation_id")
                            .equals(held.id().toString()))
                    .collect(Collectors.toMap(message -> message.getLong("seq"), message -> message.getString("id")));
            assertThat(acked.keySet()).containsExactlyInAnyOrderElementsOf(upTo(40));
            assertThat(Database.column(
                            "select id from message where conversation_id = '%s' order by seq".formatted(held.id())))
                    .containsExactlyElementsOf(upTo(40).stream().map(acked::get).toList());
            assertThat(Database.column(
                            "select last_seq || ' ' || version || ' ' || staff_unread from conversation where id = '%s'"
                                    .formatted(held.id())))
                    .containsExactly("40 41 40");
        }
    }

    @Test
    void sixteen_repeats_at_once_store_one_message() { // F46
        var held = Chat.started(Announcements.company(PortalAccess.STRICT));

        var answers = Flood.of(16, i -> Flood.say(held.sessionToken(), held.id(), "Halo", "same"));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(15);
        assertThat(answers.stream()
                        .map(answer -> new JsonObject(answer.body())
                                .getJsonObject("message")
                                .getString("id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_locked_conversation_delays_only_itself_and_keeps_its_order() throws SQLException { // F15
        var company = Announcements.company(PortalAccess.STRICT);
        var locked = Chat.started(company);
        var free = Chat.started(company);
        var delayed = new ArrayList<CompletableFuture<HttpResponse<String>>>();

        try (var other = Database.connect("*");
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from conversation where id = '%s' for update".formatted(locked.id()));

            for (int i = 0; i < 3; i++) {
                delayed.add(Flood.say(locked.sessionToken(), locked.id(), "m" + i, "id-" + i));
                assertThat(Flood.say(free.sessionToken(), free.id(), "m" + i, "id-" + i)
                                .join()
                                .statusCode())
                        .isEqualTo(201);
            }
            assertThat(delayed).noneMatch(CompletableFuture::isDone);
            other.rollback();
        }

        delayed.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
        assertThat(Database.column(
                        "select body from message where conversation_id = '%s' order by seq".formatted(locked.id())))
                .containsExactly("m0", "m1", "m2");
    }

    @Test
    void a_conversation_that_stays_locked_is_reported_busy() throws SQLException {
        var held = Chat.started(Announcements.company(PortalAccess.STRICT));

        try (var other = Database.connect("*");
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from conversation where id = '%s' for update".formatted(held.id()));

            var answer = Flood.say(held.sessionToken(), held.id(), "Halo", "1").join();

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("conversation-busy");
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Flood.say(held.sessionToken(), held.id(), "Halo", "1")
                                .join()
                                .statusCode()
                        == 201);
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
