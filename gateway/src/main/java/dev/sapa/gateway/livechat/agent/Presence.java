package dev.sapa.gateway.livechat.agent;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an agent says of its own presence, kept by routing-service. */
@ApplicationScoped
class Presence {

    private static final String OWN = "/agents/me";
    private static final String OFFLINE = "offline";
    private static final Set<String> PRESENT = Set.of("online", "busy", "away");
    private static final Attempt CHANGE = Attempt.failingWith("Failed to update agent status");

    private final NativeCalls services;

    Presence(NativeCalls services) {
        this.services = services;
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
        if (!PRESENT.contains(word) && !word.equals(OFFLINE)) {
            throw LivechatProblem.body("status must be one of online, busy, away, offline");
        }
        return word;
    }

    /** The same, but 400 for {@code offline}: a heartbeat says that somebody is there. */
    static @Nullable String wordOfHeartbeat(@Nullable String said) {
        var word = word(said);
        if (OFFLINE.equals(word)) {
            throw LivechatProblem.body("status must be one of online, busy, away");
        }
        return word;
    }

    /** Declares the status, if one is said, and proves that the agent is there. */
    Uni<Envelope<AgentItem>> arrive(Staff agent, @Nullable String status, String message, RoutingContext http) {
        if (OFFLINE.equals(status)) {
            return leave(agent, message, http);
        }
        var declared = status == null ? Uni.createFrom().voidItem() : declare(agent, status, http);
        return declared.chain(
                        () -> services.answer(agent, Call.post(Service.ROUTING, OWN + "/heartbeat"), CHANGE, http))
                .chain(() -> own(agent, message, http));
    }

    Uni<Envelope<AgentItem>> leave(Staff agent, String message, RoutingContext http) {
        return declare(agent, OFFLINE, http).chain(() -> own(agent, message, http));
    }

    Uni<Envelope<AgentItem>> own(Staff agent, String message, RoutingContext http) {
        return services.answer(agent, Call.get(Service.ROUTING, OWN), CHANGE, http)
                .map(found -> Envelope.of(message, AgentItem.of(found)));
    }

    private Uni<Void> declare(Staff agent, String status, RoutingContext http) {
        var call = Call.put(Service.ROUTING, OWN + "/status").json(new Declaration(status));
        return services.answer(agent, call, CHANGE, http).replaceWithVoid();
    }
}
