package dev.sapa.chat.intake;

import dev.sapa.chat.access.Callers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How visitors get in; nobody needs a credential here, but one that is shown must be good. */
@Path("/conversations")
class StartResource {

    /** An IPv4 or IPv6 literal; anything else in the header is not believed. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private final StartService starts;
    private final Callers callers;
    private final Clock clock;

    StartResource(StartService starts, Callers callers, Clock clock) {
        this.starts = starts;
        this.callers = callers;
        this.clock = clock;
    }

    /** 201 with a new conversation; 200 with the visitor's open one on the channel, unless "new" asks for another. */
    @POST
    @PermitAll
    public Uni<RestResponse<StartedView>> start(
            @NotNull @Valid StartConversationRequest request,
            @RestHeader("X-Company") @Nullable String company,
            @RestHeader("X-Forwarded-Host") @Nullable String host,
            @RestHeader("X-Forwarded-For") @Nullable String forwardedFor,
            @RestHeader("User-Agent") @Nullable String userAgent,
            @RestHeader("Idempotency-Key") @Nullable String idempotencyKey,
            HttpServerRequest http) {
        var origin = new Origin(company, hostName(host), address(forwardedFor, http), userAgent, idempotencyKey);
        return callers.current()
                .chain(caller -> starts.start(caller, request, origin))
                .map(started -> RestResponse.status(
                        started.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                        new StartedView(
                                started.conversation(),
                                started.token().value(),
                                started.token().expiresAt())));
    }

    /** A session token for a minute, for whoever knows the id, where the company has portal access "open". */
    @POST
    @Path("/{id}/access")
    @PermitAll
    public Uni<AccessView> access(@RestPath UUID id) {
        return starts.access(id)
                .map(token -> new AccessView(token.value(), token.expiresAt(), secondsUntil(token.expiresAt())));
    }

    private long secondsUntil(Instant instant) {
        return Duration.between(clock.instant(), instant).toSeconds() + 1;
    }

    /** The first one named, without its port. */
    private static @Nullable String hostName(@Nullable String forwarded) {
        if (forwarded == null) {
            return null;
        }
        var first = forwarded.split(",", 2)[0].trim();
        return first.replaceFirst(":\\d+$", "");
    }

    private static @Nullable String address(@Nullable String forwardedFor, HttpServerRequest http) {
        var first = forwardedFor == null ? "" : forwardedFor.split(",", 2)[0].trim();
        if (ADDRESS.matcher(first).matches()) {
            return first;
        }
        return http.remoteAddress() == null ? null : http.remoteAddress().hostAddress();
    }

    /** A short session token and the seconds it is good for. */
    record AccessView(String sessionToken, Instant expiresAt, long expiresIn) {}
}
