package dev.sapa.gateway.livechat;

import dev.sapa.gateway.credential.CredentialReader;
import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The one start behind all start paths: always another conversation, unless an {@code Idempotency-Key} repeats. */
@ApplicationScoped
class ChatStart {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String COMPANY = "X-Company";
    private static final int BROWSER_AT_MOST = 500;

    private final Upstream upstream;
    private final CredentialReader credentials;
    private final RateLimiter limits;
    private final Cookies cookies;

    ChatStart(Upstream upstream, CredentialReader credentials, RateLimiter limits, Cookies cookies) {
        this.upstream = upstream;
        this.credentials = credentials;
        this.limits = limits;
        this.cookies = cookies;
    }

    /** @param ossPath whether the path is one of seed 003's, whose body is then expected */
    Uni<StartedAnswer> start(@Nullable StartChatRequest request, boolean ossPath, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("topic");
        }
        var opening = request.opening(ossPath, browserOf(http.request()));
        var trail = Trail.of(http);
        return limits.require(Limit.START, String.valueOf(trail.clientAddress()))
                .chain(() ->
                        limits.require(Limit.VISITOR_START, opening.visitor().label()))
                .chain(() -> caller(http.request()))
                .chain(token -> upstream.call(
                        call(http.request(), opening).bearer(token).onBehalfOf(trail)))
                .map(Attempt.START::bodyOf)
                .map(StartedAnswer::of)
                .invoke(started -> cookies.keepSessionToken(http, started.sessionToken()))
                .onFailure(HttpProblem.class)
                .transform(Attempt.START::refusal);
    }

    /**
     * Who starts, if that is said outright. The cookie of an earlier conversation does not count: the next person at a
     * shared computer would be taken for the last one.
     */
    private Uni<@Nullable String> caller(HttpServerRequest request) {
        return request.getHeader("Authorization") == null && request.getHeader(CredentialReader.SESSION_HEADER) == null
                ? Uni.createFrom().nullItem()
                : credentials.read(request, null).map(CredentialReader::tokenOf);
    }

    /** No browser may be kept out by a long name. */
    private static @Nullable String browserOf(HttpServerRequest request) {
        var browser = request.getHeader("User-Agent");
        return browser == null || browser.length() <= BROWSER_AT_MOST ? browser : browser.substring(0, BROWSER_AT_MOST);
    }

    private static Call call(HttpServerRequest request, StartChatRequest.Opening opening) {
        var call = Call.post(Service.CHAT, "/conversations").json(opening);
        var company = request.getHeader(COMPANY);
        var key = request.getHeader(IDEMPOTENCY_KEY);
        if (company != null) {
            call = call.header(COMPANY, company);
        }
        return key == null ? call : call.header(IDEMPOTENCY_KEY, key).asRepeatable();
    }
}
