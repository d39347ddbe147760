package dev.sapa.gateway.socketio.transfer;

import dev.sapa.gateway.credential.Credential;
import dev.sapa.gateway.credential.CredentialProblem;
import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import dev.sapa.gateway.upstream.UpstreamProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a chatbot's server proves itself with: an API key of its company, or a token that was given for one. */
@ApplicationScoped
class BotKeys {

    private static final Pattern API_KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}\\.[A-Za-z0-9_-]{1,256}");

    private final CredentialReader credentials;
    private final Upstream upstream;

    BotKeys(CredentialReader credentials, Upstream upstream) {
        this.credentials = credentials;
        this.upstream = upstream;
    }

    /** The token to call services with; empty without an Authorization header; fails with 401 for one that is no good. */
    Uni<Optional<String>> tokenOf(@Nullable String authorization, Trail trail) {
        if (authorization == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        var bearer = CredentialReader.bearerOf(authorization);
        if (bearer.isEmpty()) {
            return Uni.createFrom().failure(CredentialProblem::refused);
        }
        var text = bearer.get();
        return (API_KEY.matcher(text).matches() ? exchanged(text, trail) : verified(text)).map(Optional::of);
    }

    private Uni<String> exchanged(String key, Trail trail) {
        return upstream.call(Call.post(Service.AUTH, "/oauth/token")
                        .form(Map.of(
                                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token_type", "urn:sapa:token-type:api-key",
                                "subject_token", key))
                        .asRepeatable()
                        .onBehalfOf(trail))
                .map(BotKeys::tokenIn);
    }

    private static String tokenIn(Answer answer) {
        if (answer.succeeded()) {
            return answer.body().path("access_token").asText();
        }
        throw answer.status() >= 500 ? UpstreamProblem.unavailable(Service.AUTH) : CredentialProblem.refused();
    }

    private Uni<String> verified(String token) {
        return credentials.of(token).map(credential -> {
            boolean writes = credential instanceof Staff
                    || (credential instanceof Credential.Vouched vouched && vouched.mayWrite());
            var known = writes ? CredentialReader.tokenOf(credential) : null;
            if (known == null) {
                throw CredentialProblem.refused();
            }
            return known;
        });
    }
}
