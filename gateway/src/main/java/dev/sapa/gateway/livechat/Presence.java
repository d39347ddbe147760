package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agents' presence, kept by routing-service. */
@ApplicationScoped
class Presence {

    private static final String OWN = "/agents/me";
    private static final String OFFLINE = "offline";
    private static final Set<String> WORDS = Set.of("online", "busy", "away", OFFLINE);

    private final Upstream upstream;

    Presence(Upstream upstream) {
        this.upstream = upstream;
    }

    /**
     * @param status {@code online}, {@code busy}, {@code away} or {@code offline}, which it is unless the agent is live
     * @param online whether the agent is there in any way
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AgentStatus(
            @Nullable UUID agentId,
            @Nullable String name,
            String status,
            boolean online,
            long load,
            long capacity,
            @Nullable String changedAt) {

        static AgentStatus of(NativeObject agent) {
            return new AgentStatus(
                    agent.id("id"),
                    agent.text("name"),
                    agent.said("status"),
                    !agent.said("status").equals(OFFLINE),
                    agent.number("load"),
                    agent.number("capacity"),
                    agent.text("changed_at"));
        }
    }

    /** Routing-service's declaration. */
    record Declaration(String status) {}

    /** The status as routing-service calls it; null when none was said, and 400 for one that does not exist. */
    static @Nullable String word(@Nullable String said) {
        if (Field.isBlank(said)) {
            return null;
        }
        var word = Field.required("status", said).toLowerCase(Locale.ROOT);
        if (word.equals("break")) {
            return "away";
        }
        if (!WORDS.contains(word)) {
            throw LivechatProblem.body("status must be one of online, busy, away, offline");
        }
        return word;
    }

    /** Declares the status, if one is said, and proves that the agent is there. */
    Uni<Envelope<AgentStatus>> arrive(Staff agent, @Nullable String status, String message, RoutingContext http) {
        if (OFFLINE.equals(status)) {
            return leave(agent, message, http);
        }
        var declared = status == null ? Uni.createFrom().voidItem() : declare(agent, status, http);
        return declared.chain(() -> answer(agent, Call.post(Service.ROUTING, OWN + "/heartbeat"), http))
                .chain(() -> own(agent, message, http));
    }

    Uni<Envelope<AgentStatus>> leave(Staff agent, String message, RoutingContext http) {
        return declare(agent, OFFLINE, http).chain(() -> own(agent, message, http));
    }

    Uni<Envelope<AgentStatus>> own(Staff agent, String message, RoutingContext http) {
        return answer(agent, Call.get(Service.ROUTING, OWN), http)
                .map(found -> Envelope.of(message, AgentStatus.of(found)));
    }

    /** Fails with 404 for an agent that is not there, unknown, or of another company. */
    Uni<Envelope<Map<String, Object>>> find(Staff asker, UUID id, RoutingContext http) {
        var call =
                Call.get(Service.ROUTING, "/agents/" + id).bearer(asker.token()).onBehalfOf(Trail.of(http));
        return upstream.call(call)
                .map(answer -> {
                    if (answer.status() == 404) {
                        throw LivechatProblem.agentNotOnline(id);
                    }
                    return AgentStatus.of(Attempt.READ_PRESENCE.bodyOf(answer));
                })
                .onFailure(failure -> failure instanceof HttpProblem problem && problem.getStatusCode() != 404)
                .transform(Attempt.READ_PRESENCE::refusal)
                .map(agent -> requireOnline(agent, id));
    }

    private static Envelope<Map<String, Object>> requireOnline(AgentStatus agent, UUID id) {
        if (!agent.online()) {
            throw LivechatProblem.agentNotOnline(id);
        }
        return Envelope.of(
                "Agent status retrieved successfully", Map.of("agent", agent, "agent_id", id, "online", true));
    }

    private Uni<Void> declare(Staff agent, String status, RoutingContext http) {
        var call = Call.put(Service.ROUTING, OWN + "/status").json(new Declaration(status));
        return answer(agent, call, http).replaceWithVoid();
    }

    private Uni<NativeObject> answer(Staff agent, Call call, RoutingContext http) {
        return upstream.call(call.bearer(agent.token()).onBehalfOf(Trail.of(http)))
                .map(Attempt.CHANGE_PRESENCE::bodyOf)
                .onFailure(HttpProblem.class)
                .transform(Attempt.CHANGE_PRESENCE::refusal);
    }
}
