package dev.sapa.analytics.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.analytics.AnalyticsTest;
import dev.sapa.analytics.Play;
import dev.sapa.analytics.Scene;
import dev.sapa.analytics.Tokens;
import dev.sapa.events.ConversationChanged.Cause;
import dev.sapa.events.MessagePosted.Author;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An erased conversation still counts, and nothing says what it was about. */
@AnalyticsTest
class ErasureTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Inject
    Scene scene;

    private final UUID company = UUID.randomUUID();
    private final UUID agent = UUID.randomUUID();

    private Play play(long number, String topic) {
        var play = new Play(company, UUID.randomUUID(), number, topic);
        play.start(NOON, null);
        play.message(NOON.plusSeconds(1), Author.VISITOR, null);
        play.assign(NOON.plusSeconds(9), agent, null, Cause.AUTO_ASSIGNED);
        play.message(NOON.plusSeconds(20), Author.AGENT, agent);
        play.close(NOON.plusSeconds(60), Author.AGENT, agent, 5);
        return play;
    }

    private long known(String topic) {
        return scene.count("select count(*) from event where company_id = $1 and payload::text like $2", company, topic)
                + scene.count(
                        "select count(*) from conversation where company_id = $1 and facts::text like $2",
                        company,
                        topic)
                + scene.count("select count(*) from rollup where company_id = $1 and topic like $2", company, topic);
    }

    private long messages() {
        return scene.count(
                "select coalesce(sum(messages), 0)::bigint from rollup where company_id = $1 and view = 0", company);
    }

    private String post(String path) {
        return given().auth()
                .oauth2(Tokens.staff(UUID.randomUUID(), UUID.randomUUID(), "operator"))
                .post(path + "?company_id=" + company)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void the_topic_goes_and_the_numbers_stay_and_are_those_of_a_recount_and_of_a_rebuild() {
        var erased = play(1, "Rahasia Budi");
        var other = play(2, "Pajak");
        scene.deliver(List.of(erased.events(), other.events()));
        var before = messages();
        assertThat(known("%Rahasia%")).isPositive();

        erased.erase(NOON.plusSeconds(90));
        var last = erased.events().get(erased.events().size() - 1);
        scene.now(last, false);
        scene.now(last, false); // told twice

        assertThat(known("%Rahasia%")).isZero();
        assertThat(known("%Pajak%")).isPositive();
        assertThat(messages()).isEqualTo(before);
        assertThat(post("/reconcile")).contains("\"equal\":true");
        post("/rebuild");
        assertThat(messages()).isEqualTo(before);
        assertThat(known("%Rahasia%")).isZero();
        scene.deliver(List.of(erased.events().subList(0, 5))); // late repeats bring nothing back
        assertThat(known("%Rahasia%")).isZero();
    }
}
