package dev.sapa.chat.detail;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.log.LogView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One conversation, for its visitor, its company and the suite's services. */
@Path("/conversations/{id}")
class DetailResource {

    private final DetailService details;
    private final Callers callers;

    DetailResource(DetailService details, Callers callers) {
        this.details = details;
        this.callers = callers;
    }

    /** {@code include} names what is wanted beside it, with commas: {@code messages}, {@code contact}, {@code log}, {@code tags}. */
    @GET
    @RolesAllowed({
        Role.OPERATOR,
        Role.ADMIN,
        Role.SUPERVISOR,
        Role.AGENT,
        Role.BOT,
        Role.VISITOR,
        Role.PORTAL,
        Role.SERVICE
    })
    public Uni<DetailView> find(@RestPath UUID id, @RestQuery @Nullable String include) {
        var wanted = Inclusion.of(include);
        return callers.current().chain(caller -> details.find(caller, id, wanted));
    }

    /** What was done with it, oldest first. */
    @GET
    @Path("/log")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.BOT, Role.VISITOR, Role.PORTAL})
    public Uni<DeedsView> log(@RestPath UUID id) {
        return callers.current().chain(caller -> details.log(caller, id)).map(DeedsView::new);
    }

    /**
     * The log of a conversation.
     *
     * @param nextCursor always null: the log is whole
     */
    record DeedsView(List<LogView> items, @Nullable String nextCursor) {

        DeedsView(List<LogView> items) {
            this(items, null);
        }
    }
}
