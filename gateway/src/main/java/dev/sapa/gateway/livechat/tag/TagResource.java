package dev.sapa.gateway.livechat.tag;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.StaffGate;
import dev.sapa.gateway.livechat.session.TagItem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The company's tags; whoever signs in sees them, chat-service decides who changes them. */
@Path("/api/tags")
class TagResource {

    private final StaffGate gate;
    private final Tags tags;

    TagResource(StaffGate gate, Tags tags) {
        this.gate = gate;
        this.tags = tags;
    }

    @GET
    public Uni<Envelope<List<TagItem>>> list(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> tags.list(staff, http));
    }

    @POST
    @ResponseStatus(201)
    public Uni<Envelope<TagItem>> create(@Nullable TagRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> tags.create(staff, request, http));
    }

    @PUT
    @Path("/{id}")
    public Uni<Envelope<TagItem>> replace(
            @RestPath String id, @Nullable TagRequest request, @Context RoutingContext http) {
        return change(id, request, http);
    }

    @PATCH
    @Path("/{id}")
    public Uni<Envelope<TagItem>> change(
            @RestPath String id, @Nullable TagRequest request, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> tags.change(staff, Field.id("tag", id), request, http));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Envelope<Void>> delete(@RestPath String id, @Context RoutingContext http) {
        return gate.overseer(http).chain(staff -> tags.delete(staff, Field.id("tag", id), http));
    }
}
