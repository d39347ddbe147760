package dev.sapa.chat.detail;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.chat.outage.Failures;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What one of many questions would have been answered, had it come alone.
 *
 * @param status     of HTTP
 * @param retryAfter seconds until another try may help; absent where nothing is said of it
 * @param body       what was asked for, or the problem
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(int status, @Nullable Integer retryAfter, Object body) {

    static Outcome of(DetailView view) {
        return new Outcome(200, null, view);
    }

    static Outcome of(Throwable refusal) {
        var problem = Failures.problem(refusal);
        var later = problem.getHeaders().get(HttpHeaders.RETRY_AFTER);
        return new Outcome(problem.getStatusCode(), later == null ? null : Integer.valueOf(later.toString()), problem);
    }
}
