package dev.sapa.chat.tag;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.ConversationView.TagView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A company's tags. */
@Path("/tags")
class TagResource {

    private final TagService tags;
    private final Callers callers;

    TagResource(TagService tags, Callers callers) {
        this.tags = tags;
        this.callers = callers;
    }

    /** All of them, the presets first. */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<TagsView> list() {
        return callers.staff().chain(staff -> tags.list(staff.companyId())).map(TagsView::new);
    }

    /** A preset when an overseer makes it, otherwise a custom one. */
    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    @ResponseStatus(201)
    public Uni<TagView> create(@NotNull TagRequest request) {
        var name = TagRequest.requireName(request.name());
        var color = TagRequest.requireColor(request.color());
        return callers.staff().chain(staff -> tags.create(staff, name, color));
    }

    /** What is absent stays as it is. Open conversations follow a new name, closed ones keep the old one. */
    @PATCH
    @Path("/{id}")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR})
    public Uni<TagView> change(@RestPath UUID id, @NotNull TagRequest request) {
        var name = request.name() == null ? null : TagRequest.requireName(request.name());
        var color = request.color() == null ? null : TagRequest.requireColor(request.color());
        return callers.staff().chain(staff -> tags.change(staff, id, name, color));
    }

    /** Takes it off every open conversation too. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR})
    public Uni<Void> remove(@RestPath UUID id) {
        return callers.staff().chain(staff -> tags.remove(staff, id));
    }

    /**
     * The tags of a company, or of one conversation.
     *
     * @param nextCursor always null: the list is whole
     */
    record TagsView(List<TagView> items, @Nullable String nextCursor) {

        TagsView(List<TagView> items) {
            this(items, null);
        }
    }
}
