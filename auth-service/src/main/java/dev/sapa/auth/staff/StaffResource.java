package dev.sapa.auth.staff;

import dev.sapa.auth.caller.CurrentCaller;
import dev.sapa.auth.page.Cursor;
import dev.sapa.auth.page.Page;
import dev.sapa.events.StaffChanged.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/staff")
@RolesAllowed({"operator", "admin"})
class StaffResource {

    private final HireService hiring;
    private final StaffService staff;
    private final StaffDirectory directory;
    private final CurrentCaller current;

    StaffResource(HireService hiring, StaffService staff, StaffDirectory directory, CurrentCaller current) {
        this.hiring = hiring;
        this.staff = staff;
        this.directory = directory;
        this.current = current;
    }

    /**
     * People of a company, in the order in which they were added.
     *
     * @param departmentId only who helps there
     * @param number       only who has it
     * @param text         only whose name, e-mail address or user name has it in it, in any case
     */
    @GET
    @RolesAllowed({"operator", "admin", "supervisor", "agent", "service"})
    public Uni<Page<StaffView>> list(
            @RestQuery("company_id") @Nullable UUID companyId,
            @RestQuery @Nullable @Pattern(regexp = StaffRequest.ROLE) String role,
            @RestQuery("department_id") @Nullable UUID departmentId,
            @RestQuery @Nullable Boolean active,
            @RestQuery("q") @Nullable @Size(max = 100) String text,
            @RestQuery @Nullable Long number,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var wanted = role == null ? null : Role.valueOf(role.toUpperCase(Locale.ROOT));
        var filter = new StaffFilter(current.company(companyId), wanted, departmentId, active, text, number);
        return directory.list(current.scope(), filter, Cursor.number(cursor), limit);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"operator", "admin", "supervisor", "agent", "service"})
    public Uni<StaffView> get(@RestPath UUID id) {
        return directory.get(current.scope(), id);
    }

    @POST
    @ResponseStatus(201)
    public Uni<StaffView> create(
            @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid StaffRequest.Create request) {
        return hiring.hire(current.staff(), current.company(request.companyId()), request, idempotencyKey);
    }

    @PATCH
    @Path("/{id}")
    public Uni<StaffView> change(@RestPath UUID id, @NotNull @Valid StaffRequest.Patch request) {
        return staff.change(current.staff(), id, request.change(), request.password());
    }

    /** Ends every log-in of somebody. */
    @POST
    @Path("/{id}/logout-all")
    @ResponseStatus(204)
    public Uni<Void> signOut(@RestPath UUID id) {
        return staff.signOut(current.staff(), id);
    }
}
