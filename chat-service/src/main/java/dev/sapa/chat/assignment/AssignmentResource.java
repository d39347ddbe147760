package dev.sapa.chat.assignment;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Where routing-service pushes an assignment, so that it need not wait for the event. */
@Path("/conversations/{id}/assignment")
class AssignmentResource {

    private final AssignmentService assignments;
    private final Callers callers;
    private final Clock clock;

    AssignmentResource(AssignmentService assignments, Callers callers, Clock clock) {
        this.assignments = assignments;
        this.callers = callers;
        this.clock = clock;
    }

    /** Answers the conversation as it stands afterwards; an older epoch, and a closed conversation, change nothing. */
    @PUT
    @RolesAllowed(Role.SERVICE)
    public Uni<ConversationView> assign(@RestPath UUID id, @NotNull @Valid AssignmentRequest request) {
        return callers.current().chain(caller -> assignments.push(caller, request.made(id, clock.instant())));
    }
}
