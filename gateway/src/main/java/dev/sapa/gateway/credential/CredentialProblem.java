package dev.sapa.gateway.credential;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;

/** What is said about a credential that does not do. */
public final class CredentialProblem {

    public static final String REFUSED = "credential-refused";
    public static final String REQUIRED = "credential-required";
    public static final String SIGNATURE_REFUSED = "signature-refused";
    public static final String FORBIDDEN = "forbidden";

    private CredentialProblem() {}

    /** 401: a credential was sent and is not good, for whatever reason. */
    public static HttpProblem refused() {
        return problem(REFUSED, Status.UNAUTHORIZED, "The credential is invalid or has expired");
    }

    /** 401: a request was signed and is not taken; the same for every reason. */
    static HttpProblem signatureRefused() {
        return problem(SIGNATURE_REFUSED, Status.UNAUTHORIZED, "The signature is not good");
    }

    /** 413: a signed request is held whole until it is known to be good. */
    static HttpProblem tooLarge() {
        return problem("too-large", Status.REQUEST_ENTITY_TOO_LARGE, "The body of a signed request is too large");
    }

    /** 503: it cannot be told whether the request came before. */
    static HttpProblem replayUnknown() {
        return HttpProblem.builder(problem("temporarily-unavailable", Status.SERVICE_UNAVAILABLE, "Try again later"))
                .withHeader("Retry-After", "1")
                .build();
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
