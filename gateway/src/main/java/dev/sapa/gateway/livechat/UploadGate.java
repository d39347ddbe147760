package dev.sapa.gateway.livechat;

import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.upstream.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts uploads by client address before their bodies are read. */
class UploadGate {

    private final RateLimiter limits;

    UploadGate(RateLimiter limits) {
        this.limits = limits;
    }

    @ServerRequestFilter
    public Uni<Void> count(ContainerRequestContext request, RoutingContext http) {
        var path = request.getUriInfo().getPath();
        if (!path.endsWith("/chat/upload") && !path.endsWith("/chat/agent/upload")) {
            return Uni.createFrom().voidItem();
        }
        var address = Trail.of(http).clientAddress();
        return limits.require(Limit.UPLOAD, address == null ? "" : address);
    }
}
