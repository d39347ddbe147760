package dev.sapa.auth.apikey;

import dev.sapa.auth.caller.CurrentCaller;
import dev.sapa.auth.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/companies/{companyId}/api-keys")
@RolesAllowed({"operator", "admin"})
class ApiKeyResource {

    /**
     * A key to be.
     *
     * @param name what the company calls it, for example the server that uses it
     */
    record Create(@NotBlank @Size(max = 100) String name) {}

    private final ApiKeyService keys;
    private final CurrentCaller current;

    ApiKeyResource(ApiKeyService keys, CurrentCaller current) {
        this.keys = keys;
        this.current = current;
    }

    @GET
    public Uni<Page<ApiKeyView>> list(@RestPath UUID companyId) {
        return keys.list(current.staff(), companyId);
    }

    @POST
    @ResponseStatus(201)
    public Uni<ApiKeyView> create(@RestPath UUID companyId, @NotNull @Valid Create request) {
        return keys.create(current.staff(), companyId, request.name());
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(204)
    public Uni<Void> revoke(@RestPath UUID companyId, @RestPath String id) {
        return keys.revoke(current.staff(), companyId, id);
    }
}
