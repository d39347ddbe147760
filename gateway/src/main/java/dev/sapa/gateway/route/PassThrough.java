package dev.sapa.gateway.route;

import dev.sapa.gateway.credential.Credential;
import dev.sapa.gateway.credential.CredentialProblem;
import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.credential.SignedRequests;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.door.ProblemAnswer;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import dev.sapa.gateway.upstream.UpstreamProblem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v2/<service>/<path>} is {@code /<path>} of the service: authorised by the table, counted, then streamed
 * both ways unchanged.
 */
@ApplicationScoped
class PassThrough {

    private static final Logger LOG = Logger.getLogger(PassThrough.class);
    private static final String PREFIX = "/api/v2/";

    /** Files are served under the address that chat-service itself gives them, too: messages carry it. */
    private static final String FILES = "/files/";

    /** salesforce-bridge's own API has a shorter address, too, and one that Salesforce fetches keys from. */
    private static final String SALESFORCE = "/api/salesforce/";

    private static final String SALESFORCE_KEYS = "/.well-known/salesforce/";

    private static final String CONTINUE = "100-continue";

    /** What a client says about itself that only the gateway may say. */
    private static final String[] DROPPED = {"Cookie", "Forwarded", "X-Forwarded-Proto", "X-Forwarded-Port", "Expect"};

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    /** The service gives a slow client's upload up before. */
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(11);

    /** Where Quarkus looks for it. */
    private static final String PATH_TEMPLATE = "UrlPathTemplate";

    private static final ProxyOptions NO_UPGRADE = new ProxyOptions().setSupportWebSocket(false);

    private final Upstream upstream;
    private final CredentialReader credentials;
    private final RateLimiter limits;

    PassThrough(Upstream upstream, CredentialReader credentials, RateLimiter limits) {
        this.upstream = upstream;
        this.credentials = credentials;
        this.limits = limits;
    }

    void install(@Observes Router router) {
        router.route(PREFIX + "*").handler(this::enter);
        router.route(FILES + "*").handler(this::enter);
        router.route(SALESFORCE + "*").handler(this::enter);
        router.route(SALESFORCE_KEYS + "*").handler(this::enter);
    }

    private void enter(RoutingContext context) {
        var request = context.request();
        var target = Target.of(request.path());
        var route = target.flatMap(found -> RouteTable.find(found.service(), request.method(), found.path()));
        if (target.isEmpty() || route.isEmpty()) {
            ProblemAnswer.write(context.response(), RouteProblem.notFound());
            return;
        }
        name(request, target.get(), route.get());
        request.pause();
        authorise(request, route.get().access())
                .call(credential -> count(context, route.get(), target.get().path()))
                .subscribe()
                .with(
                        credential -> {
                            admit(request);
                            proxyFor(context, target.get(), route.get(), credential)
                                    .handle(request);
                        },
                        failure -> refuse(context, target.get().service(), failure));
    }

    /** Metrics and traces name the route; by its path each conversation would be another one. */
    private static void name(HttpServerRequest request, Target target, Route route) {
        var path = request.path();
        var before = path.substring(0, path.length() - target.path().length());
        ((HttpServerRequestInternal) request).context().putLocal(PATH_TEMPLATE, before + route.template());
    }

    /** Asks a client that waits before it sends its body to send it. */
    private static void admit(HttpServerRequest request) {
        if (CONTINUE.equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    /** A service and the path there. */
    private record Target(Service service, String path) {

        static Optional<Target> of(String path) {
            if (path.startsWith(FILES)) {
                return Optional.of(new Target(Service.CHAT, path));
            }
            if (path.startsWith(SALESFORCE_KEYS)) {
                return Optional.of(new Target(Service.SALESFORCE, path));
            }
            if (path.startsWith(SALESFORCE)) {
                return Optional.of(new Target(Service.SALESFORCE, path.substring(SALESFORCE.length() - 1)));
            }
            int end = path.indexOf('/', PREFIX.length());
            if (end < 0) {
                return Optional.empty();
            }
            var name = path.substring(PREFIX.length(), end);
            for (var service : Service.values()) {
                if (service.wireName().equals(name)) {
                    return Optional.of(new Target(service, path.substring(end)));
                }
            }
            return Optional.empty();
        }
    }

    private Uni<Credential> authorise(HttpServerRequest request, Access access) {
        return credentials.read(request, null).map(credential -> {
            if (!permits(access, credential)) {
                throw isSomebody(credential) ? CredentialProblem.forbidden() : CredentialProblem.required();
            }
            return credential;
        });
    }

    /** Whether the table lets that caller through. */
    static boolean permits(Access access, Credential credential) {
        return switch (access) {
            case PUBLIC -> true;
            case CREDENTIAL -> !(credential instanceof Credential.Nobody);
            case STAFF -> credential instanceof Staff;
            case OVERSEER -> credential instanceof Staff staff && staff.isOverseer();
            case ADMIN -> credential instanceof Staff staff && staff.isAdmin();
            case OPERATOR -> credential instanceof Staff staff && staff.role() == Staff.Role.OPERATOR;
        };
    }

    private static boolean isSomebody(Credential credential) {
        return credential instanceof Staff || credential instanceof Credential.Vouched;
    }

    private Uni<Void> count(RoutingContext context, Route route, String path) {
        var limit = route.limit();
        return limit == null ? Uni.createFrom().voidItem() : limits.require(limit, keyOf(context, route, path));
    }

    private static String keyOf(RoutingContext context, Route route, String path) {
        var matcher = route.pattern().matcher(path);
        if (route.service() == Service.CHAT && !route.isUpload() && matcher.matches() && matcher.groupCount() > 0) {
            return matcher.group(1).toLowerCase(Locale.ROOT);
        }
        var address = Trail.of(context).clientAddress();
        return address == null ? "" : address;
    }

    private HttpProxy proxyFor(RoutingContext context, Target target, Route route, Credential credential) {
        var service = target.service();
        var patience = route.isUpload() ? LONGEST_UPLOAD : LONGEST_ANSWER;
        var prefix = context.request().path().length() - target.path().length();
        var trail = Trail.of(context);
        var token = CredentialReader.tokenOf(credential);
        var held = SignedRequests.bodyOf(context);
        return HttpProxy.reverseProxy(NO_UPGRADE, upstream.client())
                .origin(proxied -> upstream.open(service, new RequestOptions().setIdleTimeout(patience.toMillis())))
                .addInterceptor(new ProxyInterceptor() {
                    @Override
                    public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
                        var outgoing = proxied.request();
                        outgoing.setURI(outgoing.getURI().substring(prefix));
                        rewrite(outgoing.headers(), trail, token);
                        if (held != null) {
                            outgoing.setBody(Body.body(held));
                        }
                        return proxied.sendRequest().recover(failure -> lost(context, service, failure));
                    }

                    @Override
                    public Future<Void> handleProxyResponse(ProxyContext proxied) {
                        proxied.response().headers().remove("X-Request-Id");
                        return proxied.sendResponse();
                    }
                });
    }

    private static void rewrite(MultiMap headers, Trail trail, @Nullable String token) {
        for (var name : DROPPED) {
            headers.remove(name);
        }
        headers.remove(CredentialReader.SESSION_HEADER);
        if (token != null) {
            headers.set("Authorization", "Bearer " + token);
        }
        trail.writeTo(headers);
    }

    /** Answers past the proxy, which takes a request that has been read to its end for one that goes on. */
    static Future<ProxyResponse> lost(RoutingContext context, Service service, Throwable failure) {
        LOG.debugf("No answer from %s: %s", service, failure);
        refuse(context, service, UpstreamProblem.unavailable(service));
        return Future.future(never -> {});
    }

    private static void refuse(RoutingContext context, Service service, Throwable failure) {
        var problem = failure instanceof HttpProblem known ? known : UpstreamProblem.unavailable(service);
        // A request over HTTP/2 that has been read to its end refuses to go on, and its client would wait for ever.
        if (!context.request().isEnded()) {
            context.request().resume();
        }
        ProblemAnswer.write(context.response(), problem);
    }
}
