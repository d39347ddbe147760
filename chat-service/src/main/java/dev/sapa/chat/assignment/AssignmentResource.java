package dev.sapa.chat.assignment;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.Side;
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
    private final ConversationReading reading;
    private final Callers callers;
    private final Clock clock;

    AssignmentResource(AssignmentService assignments, ConversationReading reading, Callers callers, Clock clock) {
        this.assignments = assignments;
        this.reading = reading;
        this.callers = callers;
        this.clock = clock;
    }

    /** Answers the conversation as it stands afterwards; an older epoch, and a closed conversation, change nothing. */
    @PUT
    @RolesAllowed(Role.SERVICE)
    public Uni<ConversationView> assign(@RestPath UUID id, @NotNull @Valid AssignmentRequest request) {
        return assignments
                .apply(request.made(id, clock.instant()))
                .chain(callers::current)
                .chain(caller -> reading.read(
                        caller, id, (connection, state) -> Uni.createFrom().item(state.view(Side.STAFF, null))));
    }
}
