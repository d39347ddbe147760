package dev.sapa.gateway.credential;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import dev.sapa.gateway.upstream.UpstreamProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Trades a signed request for a token at auth-service, which alone knows the secrets (RFC 8693). */
@ApplicationScoped
class SignatureExchange {

    private static final int UNAUTHORIZED = 401;
    private static final String SUBJECT_REFUSED = "subject-refused";

    private final Upstream upstream;
    private final ServiceToken serviceToken;
    private final ObjectMapper json;

    SignatureExchange(Upstream upstream, ServiceToken serviceToken, ObjectMapper json) {
        this.upstream = upstream;
        this.serviceToken = serviceToken;
        this.json = json;
    }

    /**
     * A token for whoever signed the request.
     *
     * @return fails with {@link CredentialProblem#signatureRefused} when it is not good, and with 503 when auth-service
     *     cannot tell
     */
    Uni<String> tokenFor(SignatureHeaders headers, HttpServerRequest request, Buffer body, Trail trail) {
        var statement = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(statement(headers, request, body).toString().getBytes(StandardCharsets.UTF_8));
        return serviceToken
                .get()
                .chain(token -> upstream.call(Call.post(Service.AUTH, "/oauth/token")
                        .form(Map.of(
                                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token_type", "urn:sapa:token-type:signed-request",
                                "subject_token", statement))
                        .bearer(token)
                        .asRepeatable()
                        .onBehalfOf(trail)))
                .map(this::tokenOf);
    }

    private ObjectNode statement(SignatureHeaders headers, HttpServerRequest request, Buffer body) {
        var uri = request.uri();
        int mark = uri.indexOf('?');
        return json.createObjectNode()
                .put("key_id", headers.keyId())
                .put("method", request.method().name())
                .put("path", mark < 0 ? uri : uri.substring(0, mark))
                .put("query", mark < 0 ? "" : uri.substring(mark + 1))
                .put("timestamp", headers.timestamp())
                .put("nonce", headers.nonce())
                .put("body_sha256", sha256(body))
                .put("signature", headers.signature());
    }

    private String tokenOf(Answer answer) {
        if (answer.succeeded()) {
            return answer.body().path("access_token").asText();
        }
        if (SUBJECT_REFUSED.equals(answer.code())) {
            throw CredentialProblem.signatureRefused();
        }
        if (answer.status() == UNAUTHORIZED) {
            serviceToken.forget();
        }
        throw UpstreamProblem.unavailable(Service.AUTH);
    }

    private static String sha256(Buffer body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
