package dev.sapa.chat.email;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Threads for what blocks: reading and writing mails, and talking to their servers. Each kind has its own, so that dead
 * mailboxes hold up nobody's answers.
 */
@ApplicationScoped
class EmailWorkers {

    private static final int WAITING_AT_MOST = 8;

    private final WorkerExecutor reading;
    private final WorkerExecutor sending;
    private final WorkerExecutor fetching;
    private final Semaphore places;

    EmailWorkers(Vertx vertx, EmailSettings settings) {
        reading = vertx.createSharedWorkerExecutor("email-reading", 2);
        sending = vertx.createSharedWorkerExecutor("email-sending", settings.atOnce());
        fetching = vertx.createSharedWorkerExecutor("email-fetching", settings.atOnce());
        places = new Semaphore(WAITING_AT_MOST);
    }

    @PreDestroy
    void close() {
        reading.closeAndForget();
        sending.closeAndForget();
        fetching.closeAndForget();
    }

    /** Fails as busy when too many wait already: each has its mail in memory. */
    <T> Uni<T> reading(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                return Uni.createFrom().failure(EmailProblem.busy());
            }
            return reading.executeBlocking(work, false).onTermination().invoke(() -> places.release());
        });
    }

    <T> Uni<T> sending(Callable<T> work) {
        return sending.executeBlocking(work, false);
    }

    <T> Uni<T> fetching(Callable<T> work) {
        return fetching.executeBlocking(work, false);
    }
}
