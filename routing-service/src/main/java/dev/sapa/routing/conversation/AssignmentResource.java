package dev.sapa.routing.conversation;

import dev.sapa.routing.assignment.AssignedView;
import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

@Path("/conversations/{id}")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class AssignmentResource {

    private final AssignmentService assignments;
    private final TransferService transfers;
    private final ExplanationService explanations;
    private final Caller caller;

    AssignmentResource(
            AssignmentService assignments, TransferService transfers, ExplanationService explanations, Caller caller) {
        this.assignments = assignments;
        this.transfers = transfers;
        this.explanations = explanations;
        this.caller = caller;
    }

    @POST
    @Path("/assignments")
    public Uni<AssignedView> assign(@RestPath UUID id, @NotNull @Valid AssignRequest request) {
        return assignments.assign(caller.staff(), id, request);
    }

    @POST
    @Path("/transfers")
    public Uni<TransferredView> transfer(@RestPath UUID id, @NotNull @Valid TransferRequest request) {
        return transfers.transfer(caller.staff(), id, request);
    }

    @GET
    @Path("/assignment")
    public Uni<ExplanationView> explain(@RestPath UUID id) {
        return explanations.explain(caller.staff().company(), id);
    }
}
