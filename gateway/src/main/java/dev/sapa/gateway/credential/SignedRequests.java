package dev.sapa.gateway.credential;

import dev.sapa.gateway.door.ProblemAnswer;
import dev.sapa.gateway.upstream.Trail;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests that a company's server signed with an API key: holds the body until the signature is known to be good
 * and new, and then lets the request go on with a bearer token in the signature's place, whatever its route.
 */
@ApplicationScoped
public class SignedRequests {

    private static final Logger LOG = Logger.getLogger(SignedRequests.class);

    /** Behind the door and CORS, before everything that reads a body. */
    private static final int BEFORE_ROUTES = 150;

    private static final String BODY = SignedRequests.class.getName();

    private final SignatureExchange exchange;
    private final ReplayGuard replays;
    private final CredentialSettings settings;

    SignedRequests(SignatureExchange exchange, ReplayGuard replays, CredentialSettings settings) {
        this.exchange = exchange;
        this.replays = replays;
        this.settings = settings;
    }

    void install(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_ROUTES);
    }

    /** The body of a signed request, which its stream does not give any more; null for any other request. */
    public static @Nullable Buffer bodyOf(RoutingContext context) {
        return context.get(BODY);
    }

    private void enter(RoutingContext context) {
        var request = context.request();
        if (!SignatureHeaders.areIn(request.headers())) {
            context.next();
            return;
        }
        var headers = SignatureHeaders.of(request.headers());
        if (headers.isEmpty() || request.getHeader("Authorization") != null) {
            refuse(context, CredentialProblem.signatureRefused());
            return;
        }
        hold(context, body -> check(context, headers.get(), body));
    }

    /** What follows the body once it is there whole. */
    private interface Held {
        void with(Buffer body);
    }

    private void hold(RoutingContext context, Held next) {
        var request = context.request();
        var body = Buffer.buffer();
        request.exceptionHandler(failure -> LOG.debugf("A signed request broke off: %s", failure.getMessage()));
        request.handler(piece -> {
            if (body.length() + piece.length() <= settings.signedBody()) {
                body.appendBuffer(piece);
            } else {
                request.handler(rest -> {});
                request.endHandler(ended -> {});
                refuse(context, CredentialProblem.tooLarge());
            }
        });
        request.endHandler(ended -> next.with(body));
        request.resume();
    }

    private void check(RoutingContext context, SignatureHeaders headers, Buffer body) {
        exchange.tokenFor(headers, context.request(), body, Trail.of(context))
                .call(token -> replays.requireNew(headers))
                .subscribe()
                .with(token -> pass(context, token, body), failure -> refuse(context, failure));
    }

    private static void pass(RoutingContext context, String token, Buffer body) {
        SignatureHeaders.replace(context.request().headers(), token);
        context.put(BODY, body);
        ((RoutingContextInternal) context).setBody(body);
        context.next();
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof HttpProblem problem) {
            ProblemAnswer.write(context.response(), problem);
        } else {
            context.fail(failure);
        }
    }
}
