package dev.sapa.gateway.livechat.staff;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.StaffGate;
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

/** The company's departments; whoever signs in sees them, administrators change them. */
@Path("/api/departments")
class DepartmentResource {

    private final StaffGate gate;
    private final Departments departments;

    DepartmentResource(StaffGate gate, Departments departments) {
        this.gate = gate;
        this.departments = departments;
    }

    @GET
    public Uni<Envelope<List<DepartmentItem>>> list(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> departments.list(staff, http));
    }

    @GET
    @Path("/{id}")
    public Uni<Envelope<DepartmentItem>> find(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> departments.find(staff, Field.id("department", id), http));
    }

    @POST
    @ResponseStatus(201)
    public Uni<Envelope<DepartmentItem>> create(@Nullable DepartmentRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(staff -> departments.create(staff, request, http));
    }

    @PUT
    @Path("/{id}")
    public Uni<Envelope<DepartmentItem>> replace(
            @RestPath String id, @Nullable DepartmentRequest request, @Context RoutingContext http) {
        return change(id, request, http);
    }

    @PATCH
    @Path("/{id}")
    public Uni<Envelope<DepartmentItem>> change(
            @RestPath String id, @Nullable DepartmentRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(staff -> departments.change(staff, Field.id("department", id), request, http));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Envelope<DepartmentItem>> delete(@RestPath String id, @Context RoutingContext http) {
        return gate.admin(http).chain(staff -> departments.delete(staff, Field.id("department", id), http));
    }
}
