package dev.sapa.chat.message;

import dev.sapa.chat.conversation.Speaker;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.UUID;

/**
 * A message on its way through a lane.
 *
 * @param trace   of the request, for the event that the message causes
 * @param sentAt  {@link System#nanoTime()} when it came
 * @param emitter gets the answer, once; what comes later is dropped
 */
record Send(
        UUID conversationId,
        Speaker speaker,
        Draft draft,
        Context trace,
        long sentAt,
        UniEmitter<? super Answer> emitter) {

    void answer(Answer answer) {
        emitter.complete(answer);
    }

    void fail(Throwable failure) {
        emitter.fail(failure);
    }
}
