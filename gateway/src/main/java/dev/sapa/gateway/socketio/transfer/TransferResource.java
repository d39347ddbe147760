package dev.sapa.gateway.socketio.transfer;

import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.upstream.Trail;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where the chatbot's server hands its user over. */
@Path("/transfer_to_agent")
class TransferResource {

    private final Transfers transfers;
    private final BotKeys keys;
    private final RateLimiter limits;

    TransferResource(Transfers transfers, BotKeys keys, RateLimiter limits) {
        this.transfers = transfers;
        this.keys = keys;
        this.limits = limits;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<?>> transfer(@Nullable String body, @Context RoutingContext http) {
        var trail = Trail.of(http);
        return limits.require(Limit.START, String.valueOf(trail.clientAddress()))
                .chain(() -> keys.tokenOf(http.request().getHeader("Authorization"), trail))
                .chain(key -> transfers.transfer(Transfer.of(body), key.orElse(null), trail))
                .<RestResponse<?>>map(RestResponse::ok)
                .onFailure(HttpProblem.class)
                .recoverWithItem(Refusal::of);
    }
}
