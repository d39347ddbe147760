package dev.sapa.routing.policy;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;

@Path("/policy")
@RolesAllowed({"operator", "admin"})
class PolicyResource {

    private final PolicyService policies;
    private final Caller caller;

    PolicyResource(PolicyService policies, Caller caller) {
        this.policies = policies;
        this.caller = caller;
    }

    @GET
    public Uni<PolicyView> find() {
        return policies.find(caller.staff().company()).map(PolicyView::of);
    }

    @PATCH
    public Uni<PolicyView> change(@NotNull @Valid ChangePolicyRequest request) {
        return policies.change(caller.staff().company(), request).map(PolicyView::of);
    }
}
