package dev.sapa.salesforce.connection;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What can be wrong with a company's connection, as RFC 9457 problem types. */
final class ConnectionProblem {

    private ConnectionProblem() {}

    static HttpProblem none() {
        return problem("not-configured", Status.NOT_FOUND, "The company has no Salesforce configured")
                .build();
    }

    static HttpProblem missing(String field) {
        return problem("field-missing", Status.BAD_REQUEST, "The field is needed: " + field)
                .with("field", field)
                .build();
    }

    static HttpProblem address(String field, String reason) {
        return problem("address-invalid", Status.BAD_REQUEST, field + ": " + reason)
                .with("field", field)
                .build();
    }

    static HttpProblem key(String reason) {
        return problem("jwk-invalid", Status.BAD_REQUEST, reason)
                .with("field", "jwk")
                .build();
    }

    private static HttpProblem.Builder problem(String code, Status status, String title) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code);
    }
}
