package dev.sapa.auth.bootstrap;

import dev.sapa.auth.staff.StaffView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/bootstrap")
@PermitAll
class BootstrapResource {

    /**
     * The first operator.
     *
     * @param companyName of the installation's first company; its slug when it is left out
     */
    record Begin(
            @NotBlank @Size(max = 100) String token,
            @NotBlank @Size(max = 1024) String password,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(min = 1, max = 200) String companyName) {}

    private final BootstrapService bootstrap;

    BootstrapResource(BootstrapService bootstrap) {
        this.bootstrap = bootstrap;
    }

    @POST
    @ResponseStatus(201)
    public Uni<StaffView> begin(@NotNull @Valid Begin request) {
        return bootstrap.begin(request.token(), request.password(), request.name(), request.companyName());
    }
}
