package dev.sapa.auth.token;

import dev.sapa.auth.caller.CurrentCaller;
import dev.sapa.auth.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/keys")
@RolesAllowed("operator")
class KeyResource {

    private final KeyService keys;
    private final CurrentCaller current;

    KeyResource(KeyService keys, CurrentCaller current) {
        this.keys = keys;
        this.current = current;
    }

    /** Publishes a new signing key; answers with all keys that are published now. */
    @POST
    @Path("/rotate")
    public Uni<Page<KeyView>> rotate() {
        return keys.rotate(current.staff()).map(published -> new Page<>(published, null));
    }
}
