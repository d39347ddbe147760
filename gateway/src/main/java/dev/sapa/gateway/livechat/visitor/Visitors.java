package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.limit.Limit;
import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What concerns a visitor over all of its sessions: whose account it is, and what was talked about before. */
@ApplicationScoped
class Visitors {

    private static final int MOST = 100;
    private static final int USUAL = 20;
    private static final int FURTHEST = 1_000_000;
    private static final Attempt LINK = Attempt.failingWith("Failed to link OSS user")
            .saying("visitor-unknown", 404, "Anonymous user not found", "no visitor has this browser_uuid")
            .saying(
                    "already-linked",
                    400,
                    "User is already linked to OSS account",
                    "the visitor belongs to another account");
    private static final Attempt READ_HISTORY = Attempt.failingWith("Failed to get chat history")
            .saying("visitor-unknown", 404, "Chat user not found", "no visitor has this identity");

    private final CompanyCalls companies;
    private final RateLimiter limits;

    Visitors(CompanyCalls companies, RateLimiter limits) {
        this.companies = companies;
        this.limits = limits;
    }

    Uni<LinkAnswer> link(@Nullable LinkRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("browser_uuid");
        }
        var call =
                Call.post(Service.CHAT, "/visitors/links").json(request.link()).asRepeatable();
        return counted(LINK, http)
                .chain(() -> companies.answer(call, LINK, http))
                .map(LinkAnswer::of);
    }

    /**
     * The sessions of the visitor with that browser, or with that account when no browser is named.
     *
     * @param limit {@value #USUAL} unless said; {@value #MOST} at most
     */
    Uni<HistoryAnswer> history(
            @Nullable String browserUuid,
            @Nullable String ossUserId,
            @Nullable String limit,
            @Nullable String offset,
            RoutingContext http) {
        int wanted = Math.min(MOST, Field.number("limit", limit, 1, Integer.MAX_VALUE, USUAL));
        int skipped = Field.number("offset", offset, 0, FURTHEST, 0);
        var path =
                "/visitors/history?%s&limit=%d&offset=%d".formatted(identity(browserUuid, ossUserId), wanted, skipped);
        return counted(READ_HISTORY, http)
                .chain(() -> companies.answer(Call.get(Service.CHAT, path), READ_HISTORY, http))
                .map(page -> HistoryAnswer.of(page, wanted, skipped));
    }

    private static String identity(@Nullable String browserUuid, @Nullable String ossUserId) {
        if (!Field.isBlank(browserUuid)) {
            return "browser_uuid=" + Field.uuid("browser_uuid", browserUuid);
        }
        if (Field.isBlank(ossUserId)) {
            throw LivechatProblem.invalid(
                    "Either browser_uuid or oss_user_id is required",
                    "missing required field: browser_uuid or oss_user_id");
        }
        return "oss_user_id=" + URLEncoder.encode(Field.required("oss_user_id", ossUserId), StandardCharsets.UTF_8);
    }

    /** By address: identities of accounts can be guessed, one after the other. */
    private Uni<Void> counted(Attempt attempt, RoutingContext http) {
        return limits.require(Limit.HISTORY, String.valueOf(Trail.of(http).clientAddress()))
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal);
    }
}
