package dev.sapa.auth.company;

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
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/companies")
@RolesAllowed("operator")
class CompanyResource {

    private final CompanyService companies;
    private final CurrentCaller current;

    CompanyResource(CompanyService companies, CurrentCaller current) {
        this.companies = companies;
        this.current = current;
    }

    @GET
    @RolesAllowed({"operator", "admin", "service"})
    public Uni<Page<CompanyView>> list(
            @RestQuery @Nullable String cursor, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return companies.list(current.scope(), Cursor.uuid(cursor), limit);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"operator", "admin", "service"})
    public Uni<CompanyView> get(@RestPath UUID id) {
        return companies.get(current.scope(), id);
    }

    @POST
    @ResponseStatus(201)
    public Uni<CompanyView> create(
            @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid CompanyRequest.Create request) {
        return companies.create(current.staff(), request.slug(), request.name(), request.settings(), idempotencyKey);
    }

    /** What is absent stays. Whether a company is active, and its hosts, are for operators alone. */
    @PATCH
    @Path("/{id}")
    @RolesAllowed({"operator", "admin"})
    public Uni<CompanyView> change(@RestPath UUID id, @NotNull @Valid CompanyRequest.Patch request) {
        return companies.change(current.staff(), id, request.change());
    }

    /** Renews the secret that the company signs its visitors' tokens with; shown this once. */
    @POST
    @Path("/{id}/visitor-secret")
    @RolesAllowed({"operator", "admin"})
    public Uni<Map<String, String>> renewVisitorSecret(@RestPath UUID id) {
        return companies.renewVisitorSecret(current.staff(), id).map(secret -> Map.of("visitor_secret", secret));
    }
}
