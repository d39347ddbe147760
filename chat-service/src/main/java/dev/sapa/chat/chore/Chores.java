package dev.sapa.chat.chore;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs work periodically; one failure is logged and does not end it. */
@ApplicationScoped
public class Chores {

    private static final Logger LOG = Logger.getLogger(Chores.class);

    private static final long AGAIN_AFTER_MS = 5_000;

    private final Vertx vertx;
    private volatile boolean stopping;

    Chores(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Does it now and then after every {@code pause}. */
    public void every(Duration pause, String what, Supplier<Uni<Void>> work) {
        vertx.setPeriodic(1, pause.toMillis(), timer -> run(what, work));
    }

    /** Does it soon, once, whatever becomes of it. */
    public void now(String what, Supplier<Uni<Void>> work) {
        run(what, work);
    }

    /** Does it soon, and again after a while until it has succeeded. */
    public void once(String what, Supplier<Uni<Void>> work) {
        run(what, () -> work.get()
                .onFailure()
                .invoke(failure -> vertx.setTimer(AGAIN_AFTER_MS, timer -> once(what, work))));
    }

    /** What is under way then may fail, as it may whenever the process dies. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** On a duplicated context, where Hibernate Reactive keeps its session. */
    private void run(String what, Supplier<Uni<Void>> work) {
        if (stopping) {
            return;
        }
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> work.get()
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("Could not %s: %s", what, failure.getMessage())));
    }
}
