package dev.sapa.verify.planted.chat.conversation;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Waits for an answer, with and without an end. */
class Waiter {

    long wait(Uni<Long> answer) {
        return answer.await().indefinitely();
    }

    long waitShortly(Uni<Long> answer) {
        return answer.await().atMost(Duration.ofSeconds(1));
    }
}
