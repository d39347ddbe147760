package dev.sapa.auth.session;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/revocations")
@RolesAllowed("service")
class RevocationResource {

    private final RevocationService revocations;

    RevocationResource(RevocationService revocations) {
        this.revocations = revocations;
    }

    /**
     * Log-ins that ended while tokens of theirs may still be about, for our own services while they hear no events.
     *
     * @param after the {@code as_of} of an earlier answer; without it all that can matter
     */
    @GET
    public Uni<Revocations> after(
            @RestQuery @Nullable Instant after,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("500") @Min(1) @Max(1000) int limit) {
        return revocations.after(after, cursor, limit);
    }
}
