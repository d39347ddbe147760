package dev.sapa.salesforce.simulator;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** The calls behind the page that sends histories. */
@Path("/api")
@Simulated
@PermitAll
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class HistoryResource {

    private final History history;

    HistoryResource(History history) {
        this.history = history;
    }

    @POST
    @Path("/generate-oauth-token")
    public Uni<Map<String, Object>> oauthToken() {
        return history.oauthToken();
    }

    @POST
    @Path("/send-conversation-history")
    public Uni<Map<String, Object>> send(
            @Nullable String body, @RestHeader("X-OAuth-Token") @Nullable String token, HttpServerRequest http) {
        return history.send(Browser.of(http), SimulatorResource.parsed(body), token);
    }

    @POST
    @Path("/send-history-standard")
    public Uni<Map<String, Object>> sendToRecord(
            @Nullable String body, @RestHeader("X-OAuth-Token") @Nullable String token) {
        return history.sendToRecord(SimulatorResource.parsed(body), token);
    }

    @GET
    @Path("/load-dummy-conversation")
    public Map<String, Object> sample() {
        return history.sample();
    }
}
