package dev.sapa.auth.department;

import dev.sapa.auth.caller.CurrentCaller;
import dev.sapa.auth.page.Cursor;
import dev.sapa.auth.page.Page;
import dev.sapa.events.Desk;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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

@Path("/departments")
@RolesAllowed({"operator", "admin"})
class DepartmentResource {

    /**
     * A department to be.
     *
     * @param companyId for operators: whose department; the caller's own company by default
     * @param desk      where its conversations are answered; {@code sapa} by default
     */
    record Create(
            @NotBlank @Size(max = 200) String name,
            @Nullable UUID companyId,
            @Nullable @Pattern(regexp = DESKS) String desk) {}

    record Patch(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable Boolean active,
            @Nullable @Pattern(regexp = DESKS) String desk) {}

    private static final String DESKS = "sapa|salesforce";

    private final DepartmentService departments;
    private final CurrentCaller current;

    DepartmentResource(DepartmentService departments, CurrentCaller current) {
        this.departments = departments;
        this.current = current;
    }

    @GET
    @RolesAllowed({"operator", "admin", "supervisor", "agent", "service"})
    public Uni<Page<DepartmentView>> list(
            @RestQuery("company_id") @Nullable UUID companyId,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return departments.list(current.scope(), current.company(companyId), Cursor.uuid(cursor), limit);
    }

    @POST
    @ResponseStatus(201)
    public Uni<DepartmentView> create(
            @RestHeader("Idempotency-Key") @Nullable String idempotencyKey, @NotNull @Valid Create request) {
        return departments.create(
                current.staff(),
                current.company(request.companyId()),
                request.name(),
                desk(request.desk()),
                idempotencyKey);
    }

    @PATCH
    @Path("/{id}")
    public Uni<DepartmentView> change(@RestPath UUID id, @NotNull @Valid Patch request) {
        return departments.change(current.staff(), id, request.name(), request.active(), desk(request.desk()));
    }

    private static @Nullable Desk desk(@Nullable String name) {
        return name == null ? null : Desk.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
