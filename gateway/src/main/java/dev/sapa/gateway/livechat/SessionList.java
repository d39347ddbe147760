package dev.sapa.gateway.livechat;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Envelope.Pagination;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists sessions in numbered pages, over chat-service's lists, which go by cursor. */
@ApplicationScoped
class SessionList {

    /** How many chat-service gives at once. */
    private static final int AT_ONCE = 200;

    private static final int ALL_AT_MOST = 1000;

    private final Upstream upstream;

    SessionList(Upstream upstream) {
        this.upstream = upstream;
    }

    /**
     * Which sessions are wanted.
     *
     * @param order {@code newest} or {@code oldest} first, by the time of the start
     */
    record Filter(
            String order,
            @Nullable String status,
            @Nullable String agentId,
            @Nullable String departmentId) {

        static Filter of(String status, String order) {
            return new Filter(order, status, null, null);
        }

        private String query() {
            return "order=" + order
                    + parameter("status", status)
                    + parameter("agent_id", agentId)
                    + parameter("department_id", departmentId);
        }

        private static String parameter(String name, @Nullable String value) {
            return value == null || value.isBlank() ? "" : "&" + name + "=" + encoded(value);
        }
    }

    /**
     * What was found so far.
     *
     * @param cursor where the list goes on; null at its end
     */
    private record Found(
            List<SessionItem> items, long total, @Nullable String cursor) {}

    /** One page, with the number of all. */
    Uni<Envelope<List<SessionItem>>> page(
            Staff asker, Filter filter, PageRequest page, String message, RoutingContext http) {
        int wanted = page.skipped() + page.limit();
        return upTo(wanted, asker, filter, http)
                .map(found -> Envelope.page(
                        message,
                        found.items().stream()
                                .skip(page.skipped())
                                .limit(page.limit())
                                .toList(),
                        Pagination.of(page, found.total())));
    }

    /** Without pages, as seed 002's waiting and active lists are; at most {@value #ALL_AT_MOST}. */
    Uni<Envelope<List<SessionItem>>> all(Staff asker, Filter filter, String message, RoutingContext http) {
        return upTo(ALL_AT_MOST, asker, filter, http).map(found -> Envelope.of(message, found.items()));
    }

    private Uni<Found> upTo(int wanted, Staff asker, Filter filter, RoutingContext http) {
        var query = "/conversations?total=true&limit=" + Math.min(wanted, AT_ONCE) + "&" + filter.query();
        var call = Call.get(Service.CHAT, query).bearer(asker.token()).onBehalfOf(Trail.of(http));
        return more(call, new Found(List.of(), 0, null), wanted)
                .onFailure(HttpProblem.class)
                .transform(Attempt.LIST_SESSIONS::refusal);
    }

    private Uni<Found> more(Call first, Found found, int wanted) {
        var call = found.cursor() == null ? first : next(first, found.cursor());
        return upstream.call(call)
                .map(Attempt.LIST_SESSIONS::bodyOf)
                .map(page -> append(found, page))
                .chain(so -> so.cursor() == null || so.items().size() >= wanted
                        ? Uni.createFrom().item(so)
                        : more(first, so, wanted));
    }

    private static Call next(Call first, String cursor) {
        return new Call(
                first.service(),
                first.method(),
                first.path() + "&cursor=" + encoded(cursor),
                first.body(),
                first.headers(),
                first.repeatable(),
                first.timeout(),
                first.trail());
    }

    private static Found append(Found found, NativeObject page) {
        var items = new ArrayList<>(found.items());
        page.objects("items").forEach(conversation -> items.add(SessionItem.of(conversation)));
        return new Found(items, page.number("total"), page.text("next_cursor"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
