package dev.sapa.chat.outage;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps stack traces of problems that are meant (503 while something is away) out of the log. */
@ApplicationScoped
class ExpectedProblemFilter implements Filter {

    /** The problem extension's own. */
    private static final Logger PROBLEMS = Logger.getLogger("http-problem");

    void start(@Observes StartupEvent event) {
        PROBLEMS.setFilter(this);
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        return !(record.getThrown() instanceof HttpProblem problem) || problem.getStatusCode() != 503;
    }
}
