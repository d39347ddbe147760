package dev.sapa.gateway.upstream;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What is said when a service cannot be reached. */
public final class UpstreamProblem {

    public static final String UNAVAILABLE = "service-unavailable";

    private UpstreamProblem() {}

    /** 503: no replica answered in time; trying again in a second is worth it. */
    public static HttpProblem unavailable(Service service) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + UNAVAILABLE))
                .withTitle("A service is not available")
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withDetail("The " + service.wireName() + " service cannot be reached at the moment")
                .withHeader("Retry-After", "1")
                .with("code", UNAVAILABLE)
                .build();
    }
}
