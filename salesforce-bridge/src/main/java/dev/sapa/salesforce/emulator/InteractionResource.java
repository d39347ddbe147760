package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** The interaction API, as far as histories need it. */
@Path("/api/v1")
@Emulated
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class InteractionResource {

    private final Records records;

    InteractionResource(Records records) {
        this.records = records;
    }

    @POST
    @Path("/conversation")
    @ResponseStatus(201)
    public Uni<JsonNode> establish(@RestHeader("Authorization") @Nullable String bearer, @NotNull JsonNode request) {
        return records.require(bearer)
                .chain(org -> records.establish(org, request))
                .map(answer -> answer);
    }

    @POST
    @Path("/conversationHistory")
    @ResponseStatus(201)
    public Uni<JsonNode> history(@RestHeader("Authorization") @Nullable String bearer, @NotNull JsonNode request) {
        return records.require(bearer).chain(org -> records.history(request)).map(answer -> answer);
    }
}
