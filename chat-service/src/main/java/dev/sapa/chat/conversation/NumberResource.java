package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import dev.sapa.chat.company.CompanyHint;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A conversation by its integer, for clients that know no other id. */
@Path("/conversations/by-number/{number}")
class NumberResource {

    private final ShownListing listing;
    private final Callers callers;

    NumberResource(ShownListing listing, Callers callers) {
        this.listing = listing;
        this.callers = callers;
    }

    /** Our own services are shown those of a company with portal access "open". */
    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.SERVICE})
    public Uni<ConversationView> find(
            @RestPath long number,
            @RestHeader("X-Forwarded-Host") @Nullable String host,
            @RestHeader("X-Company") @Nullable String company) {
        return callers.current()
                .chain(caller -> listing.companyOf(caller, CompanyHint.hostName(host), company))
                .chain(id -> listing.byNumber(id, number));
    }
}
