package dev.sapa.chat.bot;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationView;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** How a bot gives a conversation to people, and what it had found out. */
@Path("/conversations/{id}/handoff")
class HandOffResource {

    private final HandOffService handOffs;
    private final Callers callers;

    HandOffResource(HandOffService handOffs, Callers callers) {
        this.handOffs = handOffs;
        this.callers = callers;
    }

    /** 409 when the bot is not the responder. */
    @POST
    @RolesAllowed(Role.BOT)
    public Uni<ConversationView> handOff(@RestPath UUID id, @NotNull @Valid HandOff packet) {
        return callers.current().chain(caller -> {
            if (caller instanceof Caller.Bot bot) {
                return handOffs.handOff(bot, id, packet);
            }
            throw new ForbiddenException();
        });
    }

    /** Empty when no bot handed it over. */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.BOT})
    public Uni<Map<String, Object>> packet(@RestPath UUID id) {
        return callers.current().chain(caller -> handOffs.packet(caller, id));
    }
}
