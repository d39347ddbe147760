package dev.sapa.gateway.credential;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.upstream.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds a request's credential: {@code Authorization: Bearer} (access token or session token), header
 * {@code X-Session-Token}, the body's {@code session_token}, then the cookie. Tokens in URLs are not read.
 */
@ApplicationScoped
public class CredentialReader {

    public static final String SESSION_HEADER = "X-Session-Token";
    public static final String SESSION_COOKIE = "sapa_session";
    public static final String SESSION_FIELD = "session_token";

    private static final Set<HttpMethod> ASKING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final StaffTokens staffTokens;
    private final SessionAccess sessionAccess;

    CredentialReader(StaffTokens staffTokens, SessionAccess sessionAccess) {
        this.staffTokens = staffTokens;
        this.sessionAccess = sessionAccess;
    }

    /**
     * Reads what the request carries.
     *
     * @param body the JSON body, or null when there is none
     * @return the verified holder of an access token, an unverified session token, or {@link Credential#NOBODY}; fails
     *     with {@link CredentialProblem#refused} for a bad access token or an Authorization header of another kind, and
     *     with {@link CredentialProblem#forbidden} when the holder may only ask and does more
     */
    public Uni<Credential> read(HttpServerRequest request, @Nullable JsonNode body) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return bearerOf(authorization)
                    .map(this::of)
                    .orElseGet(() -> Uni.createFrom().failure(CredentialProblem::refused))
                    .invoke(credential -> requireScope(request, credential));
        }
        var session = sessionTokenOf(request, body);
        return Uni.createFrom().item(session == null ? Credential.NOBODY : new Credential.Session(session));
    }

    /** The verified holder of an access token, or an unverified session token. */
    public Uni<Credential> of(String token) {
        return Credential.isSessionToken(token)
                ? Uni.createFrom().item(new Credential.Session(token))
                : staffTokens.read(token);
    }

    private static void requireScope(HttpServerRequest request, Credential credential) {
        boolean asks = ASKING.contains(request.method());
        if (credential instanceof Credential.Vouched vouched && !vouched.mayWrite() && !asks) {
            throw CredentialProblem.forbidden();
        }
    }

    /**
     * The credential for one conversation: what the request carries, else what its bare id is worth.
     *
     * @return fails as {@link #read} and {@link SessionAccess#exchange} do
     */
    public Uni<Credential> readFor(
            UUID conversationId, HttpServerRequest request, @Nullable JsonNode body, Trail trail) {
        return read(request, body)
                .chain(found -> found instanceof Credential.Nobody
                        ? sessionAccess.exchange(conversationId, trail).map(Function.identity())
                        : Uni.createFrom().item(found));
    }

    /** The signed-in staff user; fails with {@link CredentialProblem#required} when there is no staff credential. */
    public Uni<Staff> requireStaff(HttpServerRequest request) {
        return read(request, null).map(found -> {
            if (found instanceof Staff staff) {
                return staff;
            }
            throw CredentialProblem.required();
        });
    }

    /** The text after {@code Bearer}; empty for another scheme. */
    public static Optional<String> bearerOf(String authorization) {
        var parts = authorization.strip().split(" +", 2);
        return parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals("bearer")
                ? Optional.of(parts[1])
                : Optional.empty();
    }

    private static @Nullable String sessionTokenOf(HttpServerRequest request, @Nullable JsonNode body) {
        var header = request.getHeader(SESSION_HEADER);
        if (header != null && !header.isBlank()) {
            return header.strip();
        }
        var field = body == null ? "" : body.path(SESSION_FIELD).asText("");
        if (!field.isBlank()) {
            return field;
        }
        var cookie = request.getCookie(SESSION_COOKIE);
        return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
    }

    /** The token to call services with; null for {@link Credential.Nobody}. */
    public static @Nullable String tokenOf(Credential credential) {
        if (credential instanceof Staff staff) {
            return staff.token();
        }
        if (credential instanceof Credential.Vouched vouched) {
            return vouched.token();
        }
        return credential instanceof Credential.Session session ? session.token() : null;
    }
}
