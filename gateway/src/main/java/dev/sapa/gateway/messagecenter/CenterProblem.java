package dev.sapa.gateway.messagecenter;

import dev.sapa.gateway.credential.CredentialProblem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;

/** What the dialect refuses; a problem's detail is the sentence that its clients show. */
public final class CenterProblem {

    /** The member with what is wrong with the request, field by field. */
    public static final String ERRORS = "errors";

    private CenterProblem() {}

    /**
     * What is wrong with one field.
     *
     * @param type the kind of error, for programs
     * @param loc  {@code body}, {@code path} or {@code query}, and the field
     * @param msg  for people
     */
    public record Fault(String type, List<Object> loc, String msg) {}

    /** 422: the request does not hold what it should. */
    public static HttpProblem invalid(List<Fault> faults) {
        return of("invalid-request", 422, "The request is not valid")
                .with(ERRORS, faults)
                .build();
    }

    public static HttpProblem notAuthenticated() {
        return unauthorized(CredentialProblem.REQUIRED, "Not authenticated");
    }

    public static HttpProblem badToken() {
        return unauthorized(CredentialProblem.REFUSED, "Could not validate credentials");
    }

    public static HttpProblem forbidden(String sentence) {
        return of(CredentialProblem.FORBIDDEN, 403, sentence).build();
    }

    public static HttpProblem.Builder of(String code, int status, String sentence) {
        return HttpProblem.builder()
                .withType(URI.create("urn:sapa:problem:" + code))
                .withTitle(sentence)
                .withStatus(status)
                .withDetail(sentence)
                .with("code", code);
    }

    private static HttpProblem unauthorized(String code, String sentence) {
        return of(code, 401, sentence)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }
}
