package dev.sapa.gateway.socket;

import dev.sapa.gateway.credential.Credential;
import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.door.Trails;
import dev.sapa.gateway.upstream.Trail;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Reads the upgrade request: where the client is, and the credential it brings. A staff token may come as {@code
 * Authorization: Bearer}, as {@code ?token=}, or as the subprotocol after {@code bearer}; a session token as {@code
 * Authorization}, {@code X-Session-Token} or cookie, never in the URL.
 */
@ApplicationScoped
class Handshake implements HttpUpgradeCheck {

    static final TypedKey<Trail> TRAIL = new TypedKey<>("sapa.trail");
    static final TypedKey<String> STAFF_TOKEN = TypedKey.forString("sapa.staff-token");
    static final TypedKey<String> SESSION_TOKEN = TypedKey.forString("sapa.session-token");

    private final Trails trails;

    Handshake(Trails trails) {
        this.trails = trails;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        var request = context.httpRequest();
        var kept = context.userData();
        kept.put(TRAIL, trails.of(request));
        var staffToken = staffTokenOf(request);
        var sessionToken = sessionTokenOf(request);
        staffToken.ifPresent(token -> kept.put(STAFF_TOKEN, token));
        sessionToken.ifPresent(token -> kept.put(SESSION_TOKEN, token));
        return CheckResult.permitUpgrade();
    }

    private static Optional<String> bearerOf(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .map(header -> CredentialReader.bearerOf(header).orElse(header));
    }

    private static Optional<String> staffTokenOf(HttpServerRequest request) {
        return bearerOf(request)
                .filter(token -> !Credential.isSessionToken(token))
                .or(() -> Optional.ofNullable(request.getParam("token")))
                .or(() -> subprotocolToken(request))
                .filter(token -> !token.isBlank());
    }

    private static Optional<String> sessionTokenOf(HttpServerRequest request) {
        return bearerOf(request)
                .filter(Credential::isSessionToken)
                .or(() -> Optional.ofNullable(request.getHeader(CredentialReader.SESSION_HEADER)))
                .or(() -> Optional.ofNullable(request.getCookie(CredentialReader.SESSION_COOKIE))
                        .map(cookie -> cookie.getValue()))
                .filter(token -> !token.isBlank());
    }

    /** Browsers cannot set headers on a socket; {@code new WebSocket(url, ["bearer", token])} can. */
    private static Optional<String> subprotocolToken(HttpServerRequest request) {
        var header = request.getHeader("Sec-WebSocket-Protocol");
        var protocols = header == null ? new String[0] : header.split(",", -1);
        return protocols.length == 2 && protocols[0].strip().equals("bearer")
                ? Optional.of(protocols[1].strip())
                : Optional.empty();
    }
}
