package dev.sapa.routing.offer;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** Everything that can be wrong with a request about an offer, as RFC 9457 problem types. */
final class OfferProblem {

    private OfferProblem() {}

    /** Also the answer for another company's offer. */
    static HttpProblem notFound() {
        return problem("offer-not-found", Status.NOT_FOUND, "No such offer");
    }

    static HttpProblem notYours() {
        return problem("not-your-offer", Status.FORBIDDEN, "Only the agent that is asked answers an offer");
    }

    /** It was answered, has lapsed, or was withdrawn. */
    static HttpProblem gone() {
        return problem("offer-gone", Status.GONE, "The offer does not stand any more");
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
