package dev.sapa.gateway.livechat.agent;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.CursorPages;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Listing;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is there, one by one, by department and over all. */
@ApplicationScoped
class Agents {

    private static final Attempt READ = Attempt.failingWith("Failed to get agent status")
            .saying("department-not-found", 404, "Department not found", "department does not exist");

    private final NativeCalls services;
    private final CursorPages pages;

    Agents(NativeCalls services, CursorPages pages) {
        this.services = services;
        this.pages = pages;
    }

    /** @param status null for all */
    Uni<Envelope<List<AgentItem>>> list(Staff asker, @Nullable String status, String message, RoutingContext http) {
        return all(asker, status, http).map(agents -> Envelope.of(message, agents));
    }

    /** Everybody of any status but offline. */
    Uni<Envelope<List<AgentItem>>> present(Staff asker, RoutingContext http) {
        return all(asker, null, http)
                .map(agents -> agents.stream().filter(AgentItem::online).toList())
                .map(agents -> Envelope.of("Online agents retrieved successfully", agents));
    }

    /** Fails with 404 for an agent that is not there, unknown, or of another company. */
    Uni<Envelope<Map<String, Object>>> find(Staff asker, UUID id, RoutingContext http) {
        return services.answer(asker, Call.get(Service.ROUTING, "/agents/" + id), READ, http)
                .onFailure(Agents::isUnknown)
                .transform(unknown -> LivechatProblem.agentNotOnline(id))
                .map(AgentItem::of)
                .map(agent -> requireOnline(agent, id));
    }

    Uni<Envelope<DepartmentStatus>> department(Staff asker, UUID id, RoutingContext http) {
        return services.answer(asker, Call.get(Service.ROUTING, "/departments/" + id + "/status"), READ, http)
                .chain(status -> all(asker, null, http)
                        .map(agents -> agents.stream()
                                .filter(agent -> agent.online() && agent.helpsIn(id))
                                .toList())
                        .map(agents -> DepartmentStatus.of(status, agents)))
                .map(status -> Envelope.of("Department status retrieved successfully", status));
    }

    Uni<Envelope<AgentStatistics>> statistics(Staff asker, RoutingContext http) {
        return services.answer(asker, Call.get(Service.ROUTING, "/statistics"), READ, http)
                .map(company -> Envelope.of("Agent statistics retrieved successfully", AgentStatistics.of(company)));
    }

    private Uni<List<AgentItem>> all(Staff asker, @Nullable String status, RoutingContext http) {
        var agents = Listing.of(Service.ROUTING, "/agents", AgentItem::of, READ).with("status", status);
        return pages.all(asker, agents, http);
    }

    private static Envelope<Map<String, Object>> requireOnline(AgentItem agent, UUID id) {
        if (!agent.online()) {
            throw LivechatProblem.agentNotOnline(id);
        }
        return Envelope.of(
                "Agent status retrieved successfully", Map.of("agent", agent, "agent_id", id, "online", true));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == 404;
    }
}
