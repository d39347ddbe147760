package dev.sapa.routing.matching;

import dev.sapa.routing.signal.Signals.WorkMayMove;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The running matchings of this process, one per company: a wish that comes while one runs is granted by one more run
 * after it, however many wishes came. Safe for use by any thread.
 */
@ApplicationScoped
class MatchRegistry {

    private static final Logger LOG = Logger.getLogger(MatchRegistry.class);

    private enum State {
        RUNNING,
        ONCE_MORE
    }

    private final ConcurrentHashMap<UUID, State> states = new ConcurrentHashMap<>();
    private final MatchService matches;

    MatchRegistry(MatchService matches) {
        this.matches = matches;
    }

    void on(@Observes WorkMayMove signal) {
        request(signal.company());
    }

    /** Matches for the company soon; returns at once. */
    void request(UUID company) {
        if (states.merge(company, State.RUNNING, (running, wish) -> State.ONCE_MORE) == State.RUNNING) {
            run(company);
        }
    }

    private void run(UUID company) {
        matches.match(company).subscribe().with(made -> finish(company), failure -> {
            LOG.warnf("Matching for company %s failed, the sweep repeats it: %s", company, failure.getMessage());
            finish(company);
        });
    }

    private void finish(UUID company) {
        var next = states.compute(company, (id, state) -> state == State.ONCE_MORE ? State.RUNNING : null);
        if (next != null) {
            run(company);
        }
    }
}
