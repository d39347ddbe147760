package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** OAuth and the record API, as far as histories need them. */
@Path("/services")
@Emulated
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class RecordResource {

    private final Records records;
    private final OAuthClients clients;

    RecordResource(Records records, OAuthClients clients) {
        this.records = records;
        this.clients = clients;
    }

    @POST
    @Path("/oauth2/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<JsonNode>> token(
            @RestForm("grant_type") @Nullable String grant,
            @RestForm("client_id") @Nullable String client,
            @RestForm("client_secret") @Nullable String secret) {
        if (!"client_credentials".equals(grant)) {
            return Uni.createFrom().item(refusal(400, "unsupported_grant_type", "grant type not supported"));
        }
        return clients.find(client == null ? "" : client)
                .chain(org -> records.token(org, secret == null ? "" : secret))
                .map(answer -> RestResponse.ok((JsonNode) answer))
                .onFailure(EmulatedFailure.class)
                .recoverWithItem(() -> refusal(401, "invalid_client", "invalid client credentials"));
    }

    private static RestResponse<JsonNode> refusal(int status, String error, String description) {
        return RestResponse.status(
                RestResponse.Status.fromStatusCode(status),
                JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description));
    }

    @PATCH
    @Path("/data/{version}/sobjects/MessagingSession/{record}")
    public Uni<Void> keepTranscript(
            @RestHeader("Authorization") @Nullable String bearer, @RestPath String record, @NotNull JsonNode fields) {
        return records.require(bearer).chain(org -> records.keepTranscript(org, record, fields));
    }

    @GET
    @Path("/data/{version}/connect/conversation/{id}/entries")
    public Uni<JsonNode> entries(
            @RestHeader("Authorization") @Nullable String bearer,
            @RestPath UUID id,
            @RestQuery @DefaultValue("FromEnd") String queryDirection,
            @RestQuery @DefaultValue("25") int recordLimit,
            @RestQuery @DefaultValue("0") long startTimestamp,
            @RestQuery @DefaultValue("9223372036854775807") long endTimestamp) {
        return records.require(bearer)
                .chain(org -> records.entries(
                        org, id, queryDirection.equals("FromEnd"), recordLimit, startTimestamp, endTimestamp))
                .map(answer -> answer);
    }
}
