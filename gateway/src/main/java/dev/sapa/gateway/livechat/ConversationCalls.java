package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sapa.gateway.credential.Credential;
import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.credential.SessionAccess;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls about one conversation, made with whatever the caller brings for it. */
@ApplicationScoped
class ConversationCalls {

    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    private final Upstream upstream;
    private final CredentialReader credentials;
    private final SessionAccess access;

    ConversationCalls(Upstream upstream, CredentialReader credentials, SessionAccess access) {
        this.upstream = upstream;
        this.credentials = credentials;
        this.access = access;
    }

    /**
     * Makes the call with the credential of header or body; else with the cookie, which a browser may have from another
     * conversation, so that its refusal decides nothing; else with what the bare session id is worth.
     *
     * @param bodyToken the body's {@code session_token}
     */
    Uni<Answer> call(UUID conversation, Call call, @Nullable String bodyToken, RoutingContext http) {
        var request = http.request();
        var trail = Trail.of(http);
        var asCaller = call.onBehalfOf(trail);
        if (isOutspoken(request, bodyToken)) {
            return credentials.read(request, body(bodyToken)).chain(found -> call(asCaller, found));
        }
        return credentials
                .read(request, null)
                .chain(cookie -> cookie instanceof Credential.Nobody
                        ? callWithBareId(conversation, asCaller, trail)
                        : call(asCaller, cookie)
                                .chain(answer -> REFUSED.contains(answer.status())
                                        ? callWithBareId(conversation, asCaller, trail)
                                        : Uni.createFrom().item(answer)));
    }

    private Uni<Answer> callWithBareId(UUID conversation, Call call, Trail trail) {
        return access.exchange(conversation, trail).chain(won -> call(call, won));
    }

    private Uni<Answer> call(Call call, Credential credential) {
        return upstream.call(call.bearer(CredentialReader.tokenOf(credential)));
    }

    private static boolean isOutspoken(HttpServerRequest request, @Nullable String bodyToken) {
        return request.getHeader("Authorization") != null
                || !Field.isBlank(request.getHeader(CredentialReader.SESSION_HEADER))
                || !Field.isBlank(bodyToken);
    }

    private static @Nullable JsonNode body(@Nullable String token) {
        return Field.isBlank(token)
                ? null
                : JsonNodeFactory.instance.objectNode().put(CredentialReader.SESSION_FIELD, token);
    }
}
