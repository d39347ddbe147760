package dev.sapa.chat.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.Flood;
import dev.sapa.chat.ServiceTest;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** F13: the database throws the service's connections away while messages are being sent. */
@QuarkusTest
@ServiceTest
class BrokenConnectionsTest {

    private static final String BREAK = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where usename = current_user and pid <> pg_backend_pid() and application_name not like 'PostgreSQL JDBC%'
            """;

    @RepeatedTest(5)
    void every_send_is_answered_and_after_repeats_each_message_is_there_once() {
        var held = Chat.started(Announcements.company(PortalAccess.STRICT));
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();

        for (int i = 0; i < 120; i++) {
            answers.add(Flood.say(held.sessionToken(), held.id(), "m" + i, "id-" + i));
            if (i % 30 == 15) {
                Database.column(BREAK);
            }
        }
        var first = answers.stream().map(CompletableFuture::join).toList();
        assertThat(first).allMatch(answer -> List.of(201, 503).contains(answer.statusCode()), "is 201 or 503");
        assertThat(first.stream().filter(answer -> answer.statusCode() == 503))
                .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());

        var acked = new ArrayList<String>();
        for (int i = 0; i < 120; i++) {
            acked.add(idOf(first.get(i).statusCode() == 201 ? first.get(i) : repeated(held, i)));
        }
        assertThat(Database.column("select id from message where conversation_id = '%s'".formatted(held.id())))
                .containsExactlyInAnyOrderElementsOf(acked);
        assertThat(Database.column(
                        "select seq from message where conversation_id = '%s' order by seq".formatted(held.id())))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 120)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    private static HttpResponse<String> repeated(Chat.Held held, int i) {
        HttpResponse<String> answer =
                Flood.say(held.sessionToken(), held.id(), "m" + i, "id-" + i).join();
        for (int attempt = 0; answer.statusCode() == 503 && attempt < 20; attempt++) {
            answer = Flood.say(held.sessionToken(), held.id(), "m" + i, "id-" + i)
                    .join();
        }
        assertThat(answer.statusCode()).isIn(200, 201);
        return answer;
    }

    private static String idOf(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getJsonObject("message").getString("id");
    }
}
