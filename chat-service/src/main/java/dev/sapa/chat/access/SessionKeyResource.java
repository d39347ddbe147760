package dev.sapa.chat.access;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The keys that sign session tokens. */
@Path("/session-keys")
class SessionKeyResource {

    private final CapabilityService capabilities;

    SessionKeyResource(CapabilityService capabilities) {
        this.capabilities = capabilities;
    }

    /** Signs with a new key from now on. Tokens of the key before it stay good; those of older keys end here. */
    @POST
    @Path("/rotate")
    @RolesAllowed(Role.OPERATOR)
    @ResponseStatus(201)
    public Uni<KeyView> rotate() {
        return capabilities.rotate().map(KeyView::new);
    }

    /** The name of a key as it stands in tokens; it says nothing about the secret. */
    record KeyView(String kid) {}
}
