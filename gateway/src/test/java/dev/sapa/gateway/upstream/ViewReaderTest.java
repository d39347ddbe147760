package dev.sapa.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubConversation;
import dev.sapa.gateway.kit.StubServices;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class ViewReaderTest {

    private static final int AT_ONCE = 4;
    private static final int TOGETHER = 100;

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Inject
    ViewReader views;

    @AfterEach
    void letGo() {
        services.readOn();
    }

    @Test
    void those_that_come_while_others_are_read_are_read_together_each_by_its_own_credential() {
        var own = conversations(250);
        var foreign = services.strictConversation(UUID.randomUUID());
        int before = services.seen("/conversations/views").size();
        services.holdReadings();
        var first = IntStream.range(0, AT_ONCE).mapToObj(i -> read(own.get(i))).toList();
        awaitReadings(first.size());

        var later = own.stream().map(this::read).toList();
        var forged = read(foreign, own.get(0).sessionToken);
        var unknown = views.read(UUID.randomUUID(), "lcs_bad", Trail.own(), () -> true)
                .subscribeAsCompletionStage();
        services.readOn();

        for (int i = 0; i < later.size(); i++) {
            assertThat(later.get(i).join().orThrow().path("id").asText())
                    .isEqualTo(own.get(i).id.toString());
        }
        assertThat(first).allMatch(read -> read.join().succeeded());
        assertThat(forged.join().status()).isEqualTo(404);
        assertThat(forged.join().code()).isEqualTo("conversation-not-found");
        assertThat(unknown.join().status()).isEqualTo(404);
        assertThat(services.seen("/conversations/views").size() - before).isEqualTo(252 / TOGETHER + 1);
    }

    @Test
    void a_service_of_the_release_before_is_asked_for_each() {
        var all = conversations(40);
        services.holdReadings();
        var first = IntStream.range(0, AT_ONCE).mapToObj(i -> read(all.get(i))).toList();
        awaitReadings(first.size());
        var later = all.stream().map(this::read).toList();

        services.knowNoBatches();
        services.readOn();

        assertThat(later).allMatch(read -> read.join().succeeded());
    }

    @Test
    void all_hear_that_chat_is_away_and_are_read_when_it_is_back() {
        var all = conversations(40);
        services.fail("/conversations/");

        var refused = all.stream().map(this::read).toList();

        assertThat(refused).allMatch(read -> read.join().status() == 503);
        services.recover();
        assertThat(read(all.get(0)).join().succeeded()).isTrue();
    }

    @Test
    void whoever_waits_hears_with_the_first_that_chat_does_not_answer() {
        var all = conversations(AT_ONCE + 40);
        int before = services.seen("/conversations/views").size();
        services.holdReadings();

        var refused = all.stream().map(this::read).toList();

        assertThat(refused).allSatisfy(read -> assertThatThrownBy(read::join).hasCauseInstanceOf(HttpProblem.class));
        assertThat(services.seen("/conversations/views")).hasSize(before);
    }

    @Test
    void nobody_is_read_for_a_socket_that_has_gone_meanwhile() {
        var all = conversations(AT_ONCE + 1);
        services.holdReadings();
        var first = IntStream.range(0, AT_ONCE).mapToObj(i -> read(all.get(i))).toList();
        awaitReadings(first.size());
        var last = all.get(AT_ONCE);

        var gone =
                views.read(last.id, last.sessionToken, Trail.own(), () -> false).subscribeAsCompletionStage();
        services.readOn();

        assertThatThrownBy(gone::join).hasCauseInstanceOf(HttpProblem.class);
        assertThat(services.seen(last.id.toString())).isEmpty();
        assertThat(read(last).join().succeeded()).isTrue();
    }

    private List<StubConversation> conversations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> services.strictConversation(company))
                .toList();
    }

    private CompletableFuture<Answer> read(StubConversation conversation) {
        return read(conversation, conversation.sessionToken);
    }

    private CompletableFuture<Answer> read(StubConversation conversation, String token) {
        return views.read(conversation.id, token, Trail.own(), () -> true).subscribeAsCompletionStage();
    }

    /** Until so many requests for one conversation are under way and held. */
    private void awaitReadings(int count) {
        await().atMost(Duration.ofSeconds(5)).until(() -> services.heldReadings() >= count);
    }
}
