package dev.sapa.gateway.socketio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sapa.gateway.credential.CredentialProblem;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import dev.sapa.gateway.upstream.UpstreamProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Trades a company's own token at auth-service, which alone knows the companies' secrets (RFC 8693). */
@ApplicationScoped
class Vouching {

    private static final int LONGEST = 8 * 1024;
    private static final Duration SPARE = Duration.ofSeconds(10);

    private final Upstream upstream;
    private final ObjectMapper json;

    Vouching(Upstream upstream, ObjectMapper json) {
        this.upstream = upstream;
        this.json = json;
    }

    /**
     * What a company's token is worth.
     *
     * @param token to call services with
     * @param until it is used no longer
     */
    record Pass(Identity identity, String token, Instant until) {

        boolean isFresh() {
            return until.isAfter(Instant.now());
        }

        /** The token must not reach a log. */
        @Override
        public String toString() {
            return "Pass[" + identity.companyId() + "]";
        }
    }

    /** Fails with {@link CredentialProblem#refused} when it is worth nothing, and with 503 when that cannot be told. */
    Uni<Pass> pass(String companyToken, Trail trail) {
        if (companyToken.length() > LONGEST) {
            return Uni.createFrom().failure(CredentialProblem::refused);
        }
        return upstream.call(Call.post(Service.AUTH, "/oauth/token")
                        .form(Map.of(
                                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token_type", "urn:sapa:token-type:company-jwt",
                                "subject_token", companyToken))
                        .asRepeatable()
                        .onBehalfOf(trail))
                .map(answer -> passOf(companyToken, answer));
    }

    private Pass passOf(String companyToken, Answer answer) {
        if (!answer.succeeded()) {
            throw answer.status() >= 500 || answer.status() == 429
                    ? UpstreamProblem.unavailable(Service.AUTH)
                    : CredentialProblem.refused();
        }
        var token = answer.body().path("access_token").asText();
        var claims = claimsOf(token);
        // Auth-service has proven the company's token; its end is read here, because the traded one ends before.
        var expiresAt = Instant.ofEpochSecond(claimsOf(companyToken).path("exp").asLong());
        var identity = new Identity(
                UUID.fromString(claims.path("company_id").asText()),
                claims.path("company_user_id").asText(),
                !claims.path("role").asText().equals("visitor"),
                expiresAt);
        var lifetime = Duration.ofSeconds(answer.body().path("expires_in").asLong());
        return new Pass(identity, token, Instant.now().plus(lifetime).minus(SPARE));
    }

    private JsonNode claimsOf(String token) {
        var parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                    ? json.readTree(Base64.getUrlDecoder().decode(parts[1]))
                    : MissingNode.getInstance();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw CredentialProblem.refused();
        }
    }
}
