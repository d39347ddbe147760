package dev.sapa.gateway.livechat.staff;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.PageRequest;
import dev.sapa.gateway.livechat.StaffGate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The company's staff users; whoever signs in sees them, administrators change them. */
@Path("/api/users")
class UserResource {

    private final StaffGate gate;
    private final Users users;

    UserResource(StaffGate gate, Users users) {
        this.gate = gate;
        this.users = users;
    }

    @GET
    public Uni<Envelope<List<StaffItem>>> list(
            @RestQuery @Nullable String page,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String role,
            @RestQuery("department_id") @Nullable String departmentId,
            @RestQuery("is_active") @Nullable String active,
            @RestQuery @Nullable String search,
            @Context RoutingContext http) {
        var filter = new Users.Filter(role, departmentId, active, search);
        return gate.staff(http).chain(staff -> users.page(staff, filter, PageRequest.of(page, limit), http));
    }

    /** Those who answer conversations. */
    @GET
    @Path("/agents")
    public Uni<Envelope<List<StaffItem>>> agents(
            @RestQuery @Nullable String page,
            @RestQuery @Nullable String limit,
            @RestQuery("department_id") @Nullable String departmentId,
            @Context RoutingContext http) {
        var filter = new Users.Filter("agent", departmentId, null, null);
        return gate.staff(http).chain(staff -> users.page(staff, filter, PageRequest.of(page, limit), http));
    }

    @GET
    @Path("/{id}")
    public Uni<Envelope<StaffItem>> find(@RestPath String id, @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> users.find(staff, Field.id("user", id), http));
    }

    /** The same as {@code /api/auth/register}. */
    @POST
    @ResponseStatus(201)
    public Uni<Envelope<StaffItem>> create(@Nullable RegisterRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(staff -> users.register(staff, request, http));
    }

    /** Changes what the body names and leaves the rest, as {@link #change} does. */
    @PUT
    @Path("/{id}")
    public Uni<Envelope<StaffItem>> replace(
            @RestPath String id, @Nullable ChangeUserRequest request, @Context RoutingContext http) {
        return change(id, request, http);
    }

    @PATCH
    @Path("/{id}")
    public Uni<Envelope<StaffItem>> change(
            @RestPath String id, @Nullable ChangeUserRequest request, @Context RoutingContext http) {
        return gate.admin(http).chain(staff -> users.change(staff, Field.id("user", id), request, http));
    }
}
