package dev.sapa.gateway.credential;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What is said about a credential that does not do. */
public final class CredentialProblem {

    public static final String REFUSED = "credential-refused";
    public static final String REQUIRED = "credential-required";
    public static final String FORBIDDEN = "forbidden";

    private CredentialProblem() {}

    /** 401: a credential was sent and is not good, for whatever reason. */
    public static HttpProblem refused() {
        return problem(REFUSED, Status.UNAUTHORIZED, "The credential is invalid or has expired");
    }

    /** 401: nothing was sent where something is needed. */
    public static HttpProblem required() {
        return problem(REQUIRED, Status.UNAUTHORIZED, "A credential is required");
    }

    /** 403: the caller is known and may not. */
    public static HttpProblem forbidden() {
        return problem(FORBIDDEN, Status.FORBIDDEN, "Not permitted");
    }

    private static HttpProblem problem(String code, Status status, String title) {
        var problem = HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code);
        if (status == Status.UNAUTHORIZED) {
            problem.withHeader("WWW-Authenticate", "Bearer");
        }
        return problem.build();
    }
}
