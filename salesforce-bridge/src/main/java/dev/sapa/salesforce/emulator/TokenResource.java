package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Access tokens for end users. */
@Path("/iamessage/api/v2/authorization")
@Emulated
@PermitAll
class TokenResource {

    private final Identities identities;

    TokenResource(Identities identities) {
        this.identities = identities;
    }

    @POST
    @Path("/authenticated/access-token")
    public Uni<JsonNode> verified(@NotNull JsonNode request) {
        return identities.verified(request).map(answer -> answer);
    }

    @POST
    @Path("/unauthenticated/access-token")
    public Uni<JsonNode> guest(@NotNull JsonNode request) {
        return identities.guest(request).map(answer -> answer);
    }

    @GET
    @Path("/continuation-access-token")
    public Uni<JsonNode> continued(@RestHeader("Authorization") @Nullable String bearer) {
        return identities.require(bearer).chain(identities::continued).map(answer -> answer);
    }

    @DELETE
    @Path("/authenticated/access-token")
    public Uni<Void> revoke(@RestHeader("Authorization") @Nullable String bearer) {
        return identities.require(bearer).chain(identities::revoke);
    }
}
