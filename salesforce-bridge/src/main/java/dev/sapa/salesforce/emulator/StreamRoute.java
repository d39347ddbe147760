package dev.sapa.salesforce.emulator;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** {@code GET /eventrouter/v1/sse}: the stream of one end user's events, over all of its conversations. */
@ApplicationScoped
class StreamRoute {

    private final Identities identities;
    private final Streams streams;
    private final EmulatorSettings settings;
    private final Vertx vertx;

    StreamRoute(Identities identities, Streams streams, EmulatorSettings settings, Vertx vertx) {
        this.identities = identities;
        this.streams = streams;
        this.settings = settings;
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        if (settings.enabled()) {
            router.get("/eventrouter/v1/sse").handler(this::open);
        }
    }

    private void open(RoutingContext context) {
        var context0 = vertx.getOrCreateContext();
        var request = context.request();
        identities
                .require(request.getHeader("Authorization"))
                .chain(user -> {
                    requireOrg(user, request.getHeader("X-Org-Id"));
                    return cursor(user, request.getHeader("Last-Event-Id")).map(cursor -> new Opening(user, cursor));
                })
                .subscribe()
                .with(
                        opening -> context0.runOnContext(ignored -> begin(context, opening)),
                        failure -> context0.runOnContext(ignored -> refuse(context, failure)));
    }

    private record Opening(EndUser user, long cursor) {}

    private void begin(RoutingContext context, Opening opening) {
        var response = context.response();
        if (response.closed()) {
            return;
        }
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Accel-Buffering", "no");
        response.write(":\n\n");
        var switches = opening.user().org().switches();
        var stream = new Stream(
                opening.user(),
                response,
                streams,
                () -> identities.isGood(opening.user()),
                vertx.getOrCreateContext(),
                opening.cursor(),
                switches.pingMillis() > 0
                        ? switches.pingMillis()
                        : settings.ping().toMillis(),
                settings.look().toMillis());
        streams.add(stream);
        response.closeHandler(closed -> stream.end());
        stream.look();
    }

    private Uni<Long> cursor(EndUser user, @Nullable String lastEventId) {
        if (user.org().switches().forgetLastEventId()) {
            return streams.newest(user);
        }
        if (lastEventId == null || lastEventId.isBlank()) {
            return Uni.createFrom().item(user.lastEvent());
        }
        try {
            return Uni.createFrom().item(Long.parseLong(lastEventId.strip()));
        } catch (NumberFormatException e) {
            throw EmulatedFailure.badRequest("Last-Event-Id is not a number");
        }
    }

    private static void requireOrg(EndUser user, @Nullable String org) {
        var refusal = user.org().switches().refuseStream();
        if (refusal > 0) {
            throw EmulatedFailure.of(refusal, "The stream is refused.");
        }
        if (org == null || org.isBlank()) {
            throw EmulatedFailure.badRequest("OrgId is required");
        }
        if (!Org.idOf(org).equals(user.org().id())) {
            throw EmulatedFailure.denied();
        }
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        if (context.response().closed() || context.response().ended()) {
            return;
        }
        var known = failure instanceof EmulatedFailure ours
                ? ours
                : EmulatedFailure.later("The emulated Salesforce cannot answer just now");
        var response = context.response().setStatusCode(known.status()).putHeader("Content-Type", "application/json");
        var retryAfter = known.retryAfter();
        if (retryAfter != null) {
            response.putHeader("Retry-After", Integer.toString(retryAfter));
        }
        response.end(EmulatorGate.text(known));
    }
}
