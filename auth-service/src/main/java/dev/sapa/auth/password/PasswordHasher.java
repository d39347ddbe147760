package dev.sapa.auth.password;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords on a few threads of its own. Whatever does not find a place in the bounded queue fails
 * with 503, so that a flood of log-ins cannot take memory or cores from everything else.
 */
@ApplicationScoped
public class PasswordHasher {

    private final Argon2id argon2id;
    private final PasswordSettings settings;
    private final WorkerExecutor workers;
    private final Semaphore places;
    private final Timer duration;
    private final String dummy;

    PasswordHasher(PasswordSettings settings, Vertx vertx, MeterRegistry metrics) {
        this.settings = settings;
        argon2id = new Argon2id(settings.memory(), settings.iterations(), settings.parallelism());
        workers = vertx.createSharedWorkerExecutor("password", settings.atOnce());
        int capacity = settings.atOnce() + settings.queue();
        places = new Semaphore(capacity);
        Gauge.builder("sapa.password.pending", places, free -> capacity - free.availablePermits())
                .description("Passwords being hashed or waiting for it")
                .register(metrics);
        duration = Timer.builder("sapa.password.hash")
                .description("Time to hash one password, without waiting")
                .register(metrics);
        dummy = argon2id.hash("of nobody");
    }

    @PreDestroy
    void close() {
        workers.closeAndForget();
    }

    /** Hashes a new password; fails with 400 when it is too short. */
    public Uni<String> hash(String password) {
        if (password.codePointCount(0, password.length()) < settings.shortest()) {
            return Uni.createFrom().failure(PasswordProblem.tooShort(settings.shortest()));
        }
        return work(() -> argon2id.hash(password));
    }

    /** Whether {@code hash} is of this password. Without a hash the answer is no, after the same work. */
    public Uni<Boolean> matches(String password, @Nullable String hash) {
        return work(() -> Argon2id.matches(password, hash == null ? dummy : hash) && hash != null);
    }

    /** Whether the hash was made at another cost than today's and should be made anew at the next log-in. */
    public boolean isOutdated(String hash) {
        return argon2id.isOutdated(hash);
    }

    private <T> Uni<T> work(Callable<T> hashing) {
        return Uni.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                return Uni.createFrom().failure(PasswordProblem.busy());
            }
            return workers.executeBlocking(() -> duration.recordCallable(hashing), false)
                    .onTermination()
                    .invoke(() -> places.release());
        });
    }
}
