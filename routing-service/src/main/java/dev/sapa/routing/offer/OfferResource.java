package dev.sapa.routing.offer;

import dev.sapa.routing.assignment.AssignedView;
import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/offers")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class OfferResource {

    private static final String ME = "me";
    private static final String ME_OR_ID = "me|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final OfferService offers;
    private final OfferListing listing;
    private final Caller caller;

    OfferResource(OfferService offers, OfferListing listing, Caller caller) {
        this.offers = offers;
        this.listing = listing;
        this.caller = caller;
    }

    @GET
    public Uni<OfferPage> list(@RestQuery @Nullable @Pattern(regexp = ME_OR_ID) String agent) {
        var staff = caller.staff();
        var of = agent == null ? null : ME.equals(agent) ? staff.id() : UUID.fromString(agent);
        return listing.open(staff.company(), of).map(found -> new OfferPage(found, null));
    }

    @POST
    @Path("/{id}/accept")
    public Uni<AssignedView> accept(@RestPath UUID id) {
        return offers.accept(caller.staff(), id);
    }

    @POST
    @Path("/{id}/decline")
    public Uni<Void> decline(@RestPath UUID id, @Nullable @Valid DeclineRequest request) {
        return offers.decline(caller.staff(), id, request == null ? null : request.reason());
    }
}
