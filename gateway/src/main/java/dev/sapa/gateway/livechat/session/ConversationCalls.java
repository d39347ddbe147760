package dev.sapa.gateway.livechat.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sapa.gateway.credential.Credential;
import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.credential.SessionAccess;
import dev.sapa.gateway.livechat.Field;
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
public class ConversationCalls {

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
     * What the service answered.
     *
     * @param byBareId whether nothing was brought but the session id itself
     */
    public record Reply(Answer answer, boolean byBareId) {}

    /**
     * Makes the call with the credential of header or body; else with the cookie, which a browser may have from another
     * conversation, so that its refusal decides nothing; else with what the bare session id is worth.
     *
     * @param bodyToken the body's {@code session_token}
     */
    public Uni<Answer> call(UUID conversation, Call call, @Nullable String bodyToken, RoutingContext http) {
        return reply(conversation, call, bodyToken, http).map(Reply::answer);
    }

    /** The same as {@link #call}, telling what it was made with. */
    public Uni<Reply> reply(UUID conversation, Call call, @Nullable String bodyToken, RoutingContext http) {
        var request = http.request();
        var trail = Trail.of(http);
        var asCaller = call.onBehalfOf(trail);
        if (isOutspoken(request, bodyToken)) {
            return credentials.read(request, body(bodyToken)).chain(found -> proven(asCaller, found));
        }
        return credentials
                .read(request, null)
                .chain(cookie -> cookie instanceof Credential.Nobody
                        ? withBareId(conversation, asCaller, trail)
                        : proven(asCaller, cookie)
                                .chain(reply -> REFUSED.contains(reply.answer().status())
                                        ? withBareId(conversation, asCaller, trail)
                                        : Uni.createFrom().item(reply)));
    }

    private Uni<Reply> withBareId(UUID conversation, Call call, Trail trail) {
        return access.exchange(conversation, trail)
                .chain(won -> call(call, won))
                .map(answer -> new Reply(answer, true));
    }

    private Uni<Reply> proven(Call call, Credential credential) {
        return call(call, credential).map(answer -> new Reply(answer, false));
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
