package dev.sapa.gateway.messagecenter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.CredentialProblem;
import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.credential.ServiceToken;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.messagecenter.CenterProblem.Fault;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Who asks, and calls to the services on their behalf; refusals come out in the words of the dialect. */
@ApplicationScoped
public class CenterCalls {

    private static final int UNAUTHORIZED = 401;
    private static final int BAD_REQUEST = 400;
    private static final String COMPANY = "X-Company";

    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("conversation-not-found", "Chat not found"),
            Map.entry("message-not-found", "Message not found"),
            Map.entry("conversation-closed", "Chat is closed"),
            Map.entry("not-responder", "Another agent answers this chat"),
            Map.entry("invalid-credentials", "Invalid credentials"),
            Map.entry("agent-not-found", "Agent not found"),
            Map.entry("staff-not-found", "User not found"),
            Map.entry("not-an-agent", "User is not an agent"),
            Map.entry("email-taken", "Email already registered"),
            Map.entry("username-taken", "Username already registered"),
            Map.entry("credential-required", "Not authenticated"));

    private final Upstream upstream;
    private final CredentialReader credentials;
    private final ServiceToken serviceToken;

    CenterCalls(Upstream upstream, CredentialReader credentials, ServiceToken serviceToken) {
        this.upstream = upstream;
        this.credentials = credentials;
        this.serviceToken = serviceToken;
    }

    /** Whether the request shows any credential. */
    public boolean isAnonymous(RoutingContext http) {
        var authorization = http.request().getHeader("Authorization");
        return authorization == null || authorization.isBlank();
    }

    /** The signed-in staff user; fails with 401 when there is none. */
    public Uni<Staff> staff(RoutingContext http) {
        var authorization = http.request().getHeader("Authorization");
        if (authorization == null || authorization.isBlank()) {
            return Uni.createFrom().failure(CenterProblem::notAuthenticated);
        }
        return CredentialReader.bearerOf(authorization).map(this::verified).orElseGet(() -> Uni.createFrom()
                .failure(CenterProblem::notAuthenticated));
    }

    /** An administrator; fails with 403 for anybody else. */
    public Uni<Staff> admin(RoutingContext http) {
        return staff(http).map(staff -> {
            if (staff.isAdmin()) {
                return staff;
            }
            throw CenterProblem.forbidden("Admin access required");
        });
    }

    /** The token of whoever asks, or of the gateway itself where nobody says who asks. */
    public Uni<String> token(RoutingContext http) {
        return isAnonymous(http) ? serviceToken.get() : staff(http).map(Staff::token);
    }

    /** Calls with that token; the body of a success. */
    public Uni<JsonNode> call(String token, Call call, RoutingContext http) {
        return send(call.bearer(token), http);
    }

    /** Calls as that staff user; the body of a success. */
    public Uni<JsonNode> call(Staff staff, Call call, RoutingContext http) {
        return send(call.bearer(staff.token()), http);
    }

    /** Calls in the gateway's own name, for the company that header or host name. */
    public Uni<JsonNode> callAsService(Call call, RoutingContext http) {
        return serviceToken.get().chain(token -> send(call.bearer(token), http));
    }

    /** Calls without any token. */
    public Uni<JsonNode> callAsNobody(Call call, RoutingContext http) {
        return send(call, http);
    }

    private Uni<JsonNode> send(Call call, RoutingContext http) {
        var company = http.request().getHeader(COMPANY);
        var named = company == null ? call : call.header(COMPANY, company);
        return upstream.call(named.onBehalfOf(Trail.of(http))).map(this::bodyOf);
    }

    private JsonNode bodyOf(Answer answer) {
        if (answer.succeeded()) {
            return answer.body();
        }
        if (answer.status() == UNAUTHORIZED && !SENTENCES.containsKey(answer.code())) {
            serviceToken.forget();
            throw CenterProblem.badToken();
        }
        throw refusal(answer);
    }

    private static HttpProblem refusal(Answer answer) {
        if (answer.status() == BAD_REQUEST) {
            return CenterProblem.invalid(List.of(new Fault("value_error", List.of("body"), answer.detail())));
        }
        if (CredentialProblem.REQUIRED.equals(answer.code())) {
            return CenterProblem.notAuthenticated();
        }
        var sentence = SENTENCES.get(answer.code());
        var problem = CenterProblem.of(
                answer.code().isEmpty() ? "refused" : answer.code(),
                answer.status(),
                sentence == null ? answer.detail() : sentence);
        if (answer.retryAfterSeconds() > 0) {
            problem.withHeader("Retry-After", String.valueOf(answer.retryAfterSeconds()));
        }
        return problem.build();
    }

    private Uni<Staff> verified(String token) {
        return credentials
                .of(token)
                .map(found -> {
                    if (found instanceof Staff staff) {
                        return staff;
                    }
                    throw CenterProblem.badToken();
                })
                .onFailure(failure -> failure instanceof HttpProblem problem && problem.getStatusCode() == UNAUTHORIZED)
                .transform(refused -> CenterProblem.badToken());
    }
}
