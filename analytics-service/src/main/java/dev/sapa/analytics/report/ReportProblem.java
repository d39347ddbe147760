package dev.sapa.analytics.report;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can be wrong with a request for a report, as RFC 9457 problem types. */
final class ReportProblem {

    private ReportProblem() {}

    static HttpProblem badRange() {
        return problem(
                "bad-range",
                Status.BAD_REQUEST,
                "from and to are days like 2026-01-31, from not after to, 1100 at most");
    }

    static HttpProblem badTimeZone() {
        return problem("bad-time-zone", Status.BAD_REQUEST, "time_zone is no IANA zone such as Asia/Jakarta");
    }

    static HttpProblem badChoice(String parameter, String choices) {
        return problem("bad-" + parameter.replace('_', '-'), Status.BAD_REQUEST, parameter + " is one of " + choices);
    }

    /** An agent asked for somebody else's numbers. */
    static HttpProblem ownRowsOnly() {
        return problem("own-rows-only", Status.FORBIDDEN, "Agents see their own numbers only");
    }

    private static HttpProblem problem(String code, Status status, String title) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code)
                .build();
    }
}
