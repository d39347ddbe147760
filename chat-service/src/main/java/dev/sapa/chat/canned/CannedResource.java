package dev.sapa.chat.canned;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Canned replies: the company's and its departments' are kept by overseers, a person's own by that person. */
@Path("/canned-replies")
@RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
class CannedResource {

    private final CannedService replies;
    private final Callers callers;

    CannedResource(CannedService replies, Callers callers) {
        this.replies = replies;
        this.callers = callers;
    }

    /** All that the caller may use, by shortcut. */
    @GET
    public Uni<CannedRepliesView> list(
            @RestQuery("department_id") @Nullable UUID departmentId,
            @RestQuery("q") @Nullable @Size(max = 100) String text) {
        return callers.staff()
                .chain(staff -> replies.list(staff, departmentId, text))
                .map(items -> new CannedRepliesView(items, null));
    }

    @POST
    @ResponseStatus(201)
    public Uni<CannedView> create(@NotNull @Valid CannedRequest.Create request) {
        return callers.staff().chain(staff -> replies.create(staff, request));
    }

    /** What is absent stays as it is. */
    @PATCH
    @Path("/{id}")
    public Uni<CannedView> change(@RestPath UUID id, @NotNull @Valid CannedRequest.Patch patch) {
        return callers.staff().chain(staff -> replies.change(staff, id, patch));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(@RestPath UUID id) {
        return callers.staff().chain(staff -> replies.remove(staff, id));
    }

    /** @param nextCursor always null: the list is whole */
    record CannedRepliesView(
            List<CannedView> items, @Nullable String nextCursor) {}
}
