package dev.sapa.auth.apikey;

import dev.sapa.auth.caller.CurrentCaller;
import dev.sapa.auth.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/api-keys")
@RolesAllowed({"operator", "admin"})
class ApiKeyResource {

    private static final List<String> ALL = List.of("read", "write");

    /**
     * A key to be.
     *
     * @param name      what the company calls it, for example the server that uses it
     * @param role      {@code portal} (by default) or {@code bot}
     * @param scopes    {@code read} for asking, {@code write} for everything else; both by default
     * @param companyId for operators: whose key; the caller's own company by default
     */
    record Create(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Pattern(regexp = "portal|bot") String role,
            @Nullable @Size(min = 1, max = 2) List<@NotNull @Pattern(regexp = "read|write") String> scopes,
            @Nullable UUID companyId) {

        KeyRole wantedRole() {
            return role == null ? KeyRole.PORTAL : KeyRole.valueOf(role.toUpperCase(Locale.ROOT));
        }

        List<String> wantedScopes() {
            return scopes == null ? ALL : ALL.stream().filter(scopes::contains).toList();
        }
    }

    private final ApiKeyService keys;
    private final CurrentCaller current;

    ApiKeyResource(ApiKeyService keys, CurrentCaller current) {
        this.keys = keys;
        this.current = current;
    }

    @GET
    public Uni<Page<ApiKeyView>> list(@RestQuery("company_id") @Nullable UUID companyId) {
        return keys.list(current.staff(), current.company(companyId));
    }

    /** Makes a key; its secret is in this answer and never again. */
    @POST
    @ResponseStatus(201)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<ApiKeyView> create(
            @RestHeader("Idempotency-Key") @Nullable String idempotencyKey, @NotNull @Valid Create request) {
        return keys.create(
                current.staff(),
                current.company(request.companyId()),
                request.name(),
                request.wantedRole(),
                request.wantedScopes(),
                idempotencyKey);
    }

    /** Gives a key a new secret; the one before it works on for a while. */
    @POST
    @Path("/{id}/rotate")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<ApiKeyView> rotate(@RestPath String id, @RestHeader("Idempotency-Key") @Nullable String idempotencyKey) {
        return keys.rotate(current.staff(), id, idempotencyKey);
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(204)
    public Uni<Void> revoke(@RestPath String id) {
        return keys.revoke(current.staff(), id);
    }
}
