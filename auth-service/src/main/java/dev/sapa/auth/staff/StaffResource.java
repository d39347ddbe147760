package dev.sapa.auth.staff;

import dev.sapa.auth.caller.CurrentCaller;
import dev.sapa.auth.page.Cursor;
import dev.sapa.auth.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/staff")
@RolesAllowed({"operator", "admin"})
class StaffResource {

    private final StaffService staff;
    private final StaffDirectory directory;
    private final CurrentCaller current;

    StaffResource(StaffService staff, StaffDirectory directory, CurrentCaller current) {
        this.staff = staff;
        this.directory = directory;
        this.current = current;
    }

    @GET
    @RolesAllowed({"operator", "admin", "supervisor", "agent", "service"})
    public Uni<Page<StaffView>> list(
            @RestQuery("company_id") @Nullable UUID companyId,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return directory.list(current.scope(), current.company(companyId), Cursor.number(cursor), limit);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"operator", "admin", "supervisor", "agent", "service"})
    public Uni<StaffView> get(@RestPath UUID id) {
        return directory.get(current.scope(), id);
    }

    @POST
    @ResponseStatus(201)
    public Uni<StaffView> create(@NotNull @Valid StaffRequest.Create request) {
        return staff.create(current.staff(), current.company(request.companyId()), request);
    }

    @PATCH
    @Path("/{id}")
    public Uni<StaffView> change(@RestPath UUID id, @NotNull @Valid StaffRequest.Patch request) {
        return staff.change(current.staff(), id, request.change(), request.password());
    }
}
