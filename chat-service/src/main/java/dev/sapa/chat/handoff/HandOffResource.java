package dev.sapa.chat.handoff;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.conversation.ConversationView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Where a bot gives a visitor to the people. */
@Path("/hand-offs")
class HandOffResource {

    private final HandOffService handOffs;
    private final Callers callers;

    HandOffResource(HandOffService handOffs, Callers callers) {
        this.handOffs = handOffs;
        this.callers = callers;
    }

    /**
     * Answers the visitor's open conversation, in which people speak from now on; another time changes nothing. By a
     * key of the company; where its portal is open, by anybody.
     */
    @POST
    @PermitAll
    public Uni<ConversationView> handOff(@NotNull @Valid HandOffRequest request) {
        return callers.current().chain(caller -> handOffs.handOff(caller, request));
    }
}
