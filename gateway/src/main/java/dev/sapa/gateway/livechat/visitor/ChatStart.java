package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.cookie.Cookies;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
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
    private static final int BROWSER_AT_MOST = 500;
    private static final Attempt START = Attempt.failingWith("Failed to start chat");

    private final CompanyCalls companies;
    private final RateLimiter limits;
    private final Cookies cookies;

    ChatStart(CompanyCalls companies, RateLimiter limits, Cookies cookies) {
        this.companies = companies;
        this.limits = limits;
        this.cookies = cookies;
    }

    /** @param ossPath whether the path is one of seed 003's, whose body is then expected */
    Uni<StartedAnswer> start(@Nullable StartChatRequest request, boolean ossPath, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("topic");
        }
        var opening = request.opening(ossPath, browserOf(http.request()));
        return counted(opening, http)
                .chain(() -> companies.answer(call(http.request(), opening), START, http))
                .map(StartedAnswer::of)
                .invoke(started -> cookies.keepSessionToken(http, started.sessionToken()));
    }

    private Uni<Void> counted(StartChatRequest.Opening opening, RoutingContext http) {
        return limits.require(Limit.START, String.valueOf(Trail.of(http).clientAddress()))
                .chain(() ->
                        limits.require(Limit.VISITOR_START, opening.visitor().label()))
                .onFailure(HttpProblem.class)
                .transform(START::refusal);
    }

    /** No browser may be kept out by a long name. */
    private static @Nullable String browserOf(HttpServerRequest request) {
        var browser = request.getHeader("User-Agent");
        return browser == null || browser.length() <= BROWSER_AT_MOST ? browser : browser.substring(0, BROWSER_AT_MOST);
    }

    private static Call call(HttpServerRequest request, StartChatRequest.Opening opening) {
        var call = Call.post(Service.CHAT, "/conversations").json(opening);
        var key = request.getHeader(IDEMPOTENCY_KEY);
        return key == null ? call : call.header(IDEMPOTENCY_KEY, key).asRepeatable();
    }
}
