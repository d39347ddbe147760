package dev.sapa.chat.history;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.conversation.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a visitor talked about before, for the company's staff, whoever answered it. */
@Path("/visitors/{id}/conversations")
class VisitorHistoryResource {

    private final HistoryService history;
    private final Callers callers;

    VisitorHistoryResource(HistoryService history, Callers callers) {
        this.history = history;
        this.callers = callers;
    }

    /** Newest first. */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT})
    public Uni<HistoryService.Page> page(
            @RestPath UUID id,
            @RestQuery @DefaultValue("20") @Min(1) @Max(100) int limit,
            @RestQuery @Nullable String cursor) {
        var after = cursor == null || cursor.isEmpty() ? null : Cursor.decoded(cursor);
        return callers.staff().chain(staff -> history.ofVisitor(staff, id, after, limit));
    }
}
