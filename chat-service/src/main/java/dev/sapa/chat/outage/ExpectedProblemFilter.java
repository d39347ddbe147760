package dev.sapa.chat.outage;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Keeps stack traces of problems that are meant (503 while something is away) out of the log. */
@LoggingFilter(name = "expected-problem")
public final class ExpectedProblemFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        return !(record.getThrown() instanceof HttpProblem problem) || problem.getStatusCode() != 503;
    }
}
