package dev.sapa.gateway.route;

import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/**
 * The simulator of Salesforce's chat API and the emulated Salesforce are salesforce-bridge's, cookies and credentials
 * included: they are none of the suite's, so they are passed on unread. The service refuses all of it where it is switched
 * off.
 */
@ApplicationScoped
class StraightThrough {

    private static final List<String> SIMULATOR = List.of(
            "/simulator",
            "/simulator/*",
            "/history",
            "/conversations",
            "/api/generate-token",
            "/api/generate-token-unauthenticated",
            "/api/create-conversation",
            "/api/status",
            "/api/send-message",
            "/api/send-file",
            "/api/send-typing-indicator",
            "/api/close-conversation",
            "/api/end-session",
            "/api/list-conversations",
            "/api/list-conversation-entries/*",
            "/api/sse-config",
            "/api/generate-oauth-token",
            "/api/send-conversation-history",
            "/api/send-history-standard",
            "/api/load-dummy-conversation");

    private static final List<String> EMULATED_SALESFORCE = List.of(
            "/iamessage/api/v2/*",
            "/eventrouter/v1/sse",
            "/api/v1/conversation",
            "/api/v1/conversationHistory",
            "/services/*",
            "/emulator/*");

    private static final String[] DROPPED = {"Forwarded", "X-Forwarded-Proto", "X-Forwarded-Port"};

    /** A stream of events says something four times as often. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final ProxyOptions NO_UPGRADE = new ProxyOptions().setSupportWebSocket(false);

    private final Upstream upstream;
    private final SalesforceSettings settings;

    StraightThrough(Upstream upstream, SalesforceSettings settings) {
        this.upstream = upstream;
        this.settings = settings;
    }

    void install(@Observes Router router) {
        SIMULATOR.forEach(path -> router.route(path).handler(this::pass));
        EMULATED_SALESFORCE.forEach(path -> router.route(path).handler(this::pass));
        router.route(HttpMethod.GET, "/").handler(this::root);
    }

    private void root(RoutingContext context) {
        var asked = context.request().authority();
        if (asked != null && asked.port() == settings.port()) {
            pass(context);
        } else {
            context.next();
        }
    }

    private void pass(RoutingContext context) {
        var trail = Trail.of(context);
        HttpProxy.reverseProxy(NO_UPGRADE, upstream.client())
                .origin(proxied -> upstream.openStream(
                        Service.SALESFORCE, new RequestOptions().setIdleTimeout(SILENCE.toMillis())))
                .addInterceptor(new ProxyInterceptor() {
                    @Override
                    public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
                        var outgoing = proxied.request();
                        if (context.request().path().equals("/")) {
                            outgoing.setURI("/simulator");
                        }
                        for (var name : DROPPED) {
                            outgoing.headers().remove(name);
                        }
                        trail.writeTo(outgoing.headers());
                        return proxied.sendRequest()
                                .recover(failure -> PassThrough.lost(context, Service.SALESFORCE, failure));
                    }

                    @Override
                    public Future<Void> handleProxyResponse(ProxyContext proxied) {
                        proxied.response().headers().remove("X-Request-Id");
                        return proxied.sendResponse();
                    }
                })
                .handle(context.request());
    }
}
