package dev.sapa.salesforce.emulator;

import dev.sapa.salesforce.emulator.Faults.Fault;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Stands before the emulated Salesforce and lets calls go wrong as they were told to. */
@ApplicationScoped
class FaultRoute {

    private static final int BEFORE_THE_REST = -100;
    private static final String[] PATHS = {"/iamessage/*", "/eventrouter/*", "/services/*", "/api/v1/*"};

    private final Faults faults;
    private final EmulatorSettings settings;
    private final Vertx vertx;

    FaultRoute(Faults faults, EmulatorSettings settings, Vertx vertx) {
        this.faults = faults;
        this.settings = settings;
        this.vertx = vertx;
    }

    void install(@Observes Router router) {
        if (settings.enabled()) {
            for (var path : PATHS) {
                router.route(path).order(BEFORE_THE_REST).handler(this::enter);
            }
        }
    }

    private void enter(RoutingContext context) {
        var request = context.request();
        var here = vertx.getOrCreateContext();
        request.pause();
        faults.take(request.method().name(), request.path(), org(request.getHeader("Authorization")))
                .subscribe()
                .with(
                        fault -> here.runOnContext(ignored -> go(context, fault)),
                        failure -> here.runOnContext(ignored -> go(context, null)));
    }

    private static @Nullable String org(@Nullable String authorization) {
        return authorization != null && authorization.startsWith("Bearer ")
                ? AccessToken.orgOf(authorization.substring(7))
                : null;
    }

    private void go(RoutingContext context, @Nullable Fault fault) {
        if (fault == null) {
            goOn(context);
        } else if (fault.pause() > 0) {
            vertx.setTimer(fault.pause(), timer -> strike(context, fault));
        } else {
            strike(context, fault);
        }
    }

    private static void strike(RoutingContext context, Fault fault) {
        switch (fault.kind()) {
            case "before" -> {
                context.request().resume();
                if (fault.status() == 0) {
                    context.next();
                } else {
                    refuse(context, fault);
                }
            }
            case "cut" -> context.request().connection().close();
            case "half" -> {
                context.response().putHeader("Content-Type", "application/json").putHeader("Content-Length", "400");
                context.response()
                        .write("{\"accessToken\":\"eyJ")
                        .onComplete(written -> context.request().connection().close());
            }
            case "cut-after" -> {
                context.addHeadersEndHandler(
                        ended -> context.request().connection().close());
                goOn(context);
            }
            default -> {
                context.addHeadersEndHandler(ended -> context.response().setStatusCode(fault.status()));
                goOn(context);
            }
        }
    }

    private static void refuse(RoutingContext context, Fault fault) {
        var response = context.response().setStatusCode(fault.status()).putHeader("Content-Type", "application/json");
        if (fault.retryAfter() != null) {
            response.putHeader("Retry-After", Integer.toString(fault.retryAfter()));
        }
        response.end(EmulatorGate.text(EmulatedFailure.of(fault.status(), "This call was told to fail.")));
    }

    private static void goOn(RoutingContext context) {
        context.request().resume();
        context.next();
    }
}
