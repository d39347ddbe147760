package dev.sapa.routing.topic;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

@Path("/topic-rules")
class TopicRuleResource {

    private final TopicRuleService rules;
    private final Caller caller;

    TopicRuleResource(TopicRuleService rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"operator", "admin", "supervisor", "agent"})
    public Uni<TopicRulesView> list() {
        return rules.inOrder(caller.staff().company()).map(found -> new TopicRulesView(found, null));
    }

    @PUT
    @RolesAllowed({"operator", "admin"})
    public Uni<TopicRulesView> replace(@NotNull @Valid TopicRulesRequest request) {
        return rules.replace(caller.staff().company(), request.items())
                .map(written -> new TopicRulesView(written, null));
    }
}
