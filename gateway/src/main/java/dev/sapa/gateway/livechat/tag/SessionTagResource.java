package dev.sapa.gateway.livechat.tag;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.StaffGate;
import dev.sapa.gateway.livechat.session.TagItem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The tags of one session. */
@Path("/api/chat/sessions/{id}/tags")
class SessionTagResource {

    private final StaffGate gate;
    private final Tags tags;

    SessionTagResource(StaffGate gate, Tags tags) {
        this.gate = gate;
        this.tags = tags;
    }

    @GET
    public Uni<Envelope<List<TagItem>>> list(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> tags.ofSession(staff, Field.sessionId(id), http));
    }

    /** Adds a tag by its id, or a custom one by name. */
    @POST
    public Uni<Envelope<List<TagItem>>> add(
            @RestPath String id, Tags.@Nullable SessionTagRequest request, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> tags.add(staff, Field.sessionId(id), request, http));
    }

    @DELETE
    @Path("/{tagId}")
    public Uni<Envelope<Void>> remove(@RestPath String id, @RestPath String tagId, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> tags.remove(staff, Field.sessionId(id), Field.id("tag", tagId), http));
    }
}
