package dev.sapa.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final List<String> begun = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> underWay = new HashMap<>();
    private final Lanes lanes = new Lanes(4, 3, Runnable::run);

    @Test
    void a_slow_frame_of_one_conversation_delays_no_other_conversation() {
        offer("a", "a1");
        offer("a", "a2");
        offer("b", "b1");

        assertThat(begun).containsExactly("a1", "b1");

        end("b1");
        assertThat(begun).containsExactly("a1", "b1");
        end("a1");
        assertThat(begun).containsExactly("a1", "b1", "a2");
    }

    @Test
    void a_frame_that_failed_lets_the_next_one_of_its_conversation_begin() {
        offer("a", "a1");
        offer("a", "a2");

        answerOf("a1").completeExceptionally(new IllegalStateException("refused"));

        assertThat(begun).containsExactly("a1", "a2");
    }

    @Test
    void what_goes_alone_follows_everything_before_it_and_precedes_everything_after_it() {
        offer("a", "a1");
        offer("a", "a2");
        offer(null, "alone");
        offer("b", "b1");

        assertThat(begun).containsExactly("a1");
        end("a1");
        assertThat(begun).containsExactly("a1", "a2");
        end("a2");
        assertThat(begun).containsExactly("a1", "a2", "alone");
        end("alone");
        assertThat(begun).containsExactly("a1", "a2", "alone", "b1");
    }

    @Test
    void whether_it_goes_alone_is_asked_when_it_could_begin() {
        var signedIn = new boolean[1];
        Supplier<@Nullable Object> subject = () -> signedIn[0] ? "b" : null;

        offer(null, "sign in");
        lanes.offer(subject, () -> begin("b1"));
        offer("c", "c1");
        signedIn[0] = true;
        end("sign in");

        assertThat(begun).containsExactly("sign in", "b1", "c1");
    }

    @Test
    void no_more_are_under_way_than_allowed() {
        offer("a", "a1");
        offer("b", "b1");
        offer("c", "c1");
        offer("d", "d1");

        assertThat(begun).containsExactly("a1", "b1", "c1");
        end("b1");
        assertThat(begun).containsExactly("a1", "b1", "c1", "d1");
    }

    @Test
    void more_than_may_wait_is_not_taken_in() {
        for (var number = 0; number < 5; number++) {
            assertThat(offer("a", "a" + number)).isTrue();
        }

        assertThat(offer("b", "b1")).isFalse();
        assertThat(begun).containsExactly("a0");
    }

    @Test
    void it_is_idle_when_nothing_is_under_way_and_nothing_waits() {
        assertThat(lanes.isIdle()).isTrue();
        offer("a", "a1");
        assertThat(lanes.isIdle()).isFalse();
        end("a1");
        assertThat(lanes.isIdle()).isTrue();
    }

    private boolean offer(@Nullable Object subject, String name) {
        return lanes.offer(() -> subject, () -> begin(name));
    }

    private Uni<Void> begin(String name) {
        begun.add(name);
        return Uni.createFrom().completionStage(answerOf(name));
    }

    private CompletableFuture<Void> answerOf(String name) {
        return underWay.computeIfAbsent(name, any -> new CompletableFuture<>());
    }

    private void end(String name) {
        answerOf(name).complete(null);
    }
}
