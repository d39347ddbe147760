package dev.sapa.chat.tag;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The tags of one conversation. */
@Path("/conversations/{id}/tags")
class ConversationTagResource {

    private final TagService tags;
    private final Callers callers;

    ConversationTagResource(TagService tags, Callers callers) {
        this.tags = tags;
        this.callers = callers;
    }

    /** Adds a tag; one that is there already changes nothing. Answers all that the conversation has now. */
    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.BOT})
    public Uni<TagResource.TagsView> tag(@RestPath UUID id, @NotNull TagRequest.Choice choice) {
        return callers.current().chain(caller -> tags.tag(caller, id, choice)).map(TagResource.TagsView::new);
    }

    @DELETE
    @Path("/{tagId}")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.BOT})
    public Uni<Void> untag(@RestPath UUID id, @RestPath UUID tagId) {
        return callers.current().chain(caller -> tags.untag(caller, id, tagId));
    }
}
