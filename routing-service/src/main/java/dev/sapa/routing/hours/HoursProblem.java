package dev.sapa.routing.hours;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can be wrong with a department's hours, as RFC 9457 problem types. */
final class HoursProblem {

    private HoursProblem() {}

    /** @param what the rule that was broken, in our own words */
    static HttpProblem bad(String what) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:bad-hours"))
                .withTitle("These hours make no calendar")
                .withDetail(what)
                .withStatus(Status.BAD_REQUEST)
                .with("code", "bad-hours")
                .build();
    }
}
