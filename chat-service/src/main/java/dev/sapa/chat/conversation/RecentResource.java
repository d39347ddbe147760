package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.company.CompanyHint;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Conversations by newest activity, for clients that show a board of them. */
@Path("/conversations/recent")
class RecentResource {

    private static final String ME = "me";

    private final ShownListing listing;
    private final Callers callers;

    RecentResource(ShownListing listing, Callers callers) {
        this.listing = listing;
        this.callers = callers;
    }

    /** The newest activity first. Our own services are shown those of a company with portal access "open". */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.SERVICE})
    public Uni<RecentView> recent(
            @RestQuery("agent_id") @Nullable String agentId,
            @RestQuery @DefaultValue("500") @Min(1) @Max(1000) int limit,
            @RestHeader("X-Forwarded-Host") @Nullable String host,
            @RestHeader("X-Company") @Nullable String company) {
        return callers.current()
                .chain(caller -> listing.companyOf(caller, CompanyHint.hostName(host), company)
                        .chain(id -> listing.recent(id, agent(caller, agentId), limit)))
                .map(RecentView::new);
    }

    /** An agent is shown its own and no others. */
    private static @Nullable UUID agent(Caller caller, @Nullable String wanted) {
        if (caller instanceof Caller.Staff staff && (ME.equals(wanted) || !staff.oversees())) {
            return staff.id();
        }
        if (wanted == null || wanted.isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(wanted);
        } catch (IllegalArgumentException e) {
            throw ConversationProblem.badFilter("agent_id");
        }
    }

    record RecentView(
            List<ConversationView> items, @Nullable String nextCursor) {

        RecentView(List<ConversationView> items) {
            this(items, null);
        }
    }
}
