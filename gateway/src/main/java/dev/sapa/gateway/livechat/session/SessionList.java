package dev.sapa.gateway.livechat.session;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.CursorPages;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.Listing;
import dev.sapa.gateway.livechat.PageRequest;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists sessions in numbered pages, over chat-service's lists, which go by cursor. */
@ApplicationScoped
public class SessionList {

    private static final Attempt LIST = Attempt.failingWith("Failed to get sessions");

    private final CursorPages pages;

    SessionList(CursorPages pages) {
        this.pages = pages;
    }

    /**
     * Which sessions are wanted.
     *
     * @param order   {@code newest} or {@code oldest} first, by the time of the start
     * @param agentId a staff user's id, or {@code me}
     */
    public record Filter(
            String order,
            @Nullable String status,
            @Nullable String agentId,
            @Nullable String departmentId) {

        public static Filter of(String status, String order) {
            return new Filter(order, status, null, null);
        }

        private Listing<SessionItem> listing() {
            return Listing.of(Service.CHAT, "/conversations", SessionItem::of, LIST)
                    .with("total", "true")
                    .with("order", order)
                    .with("status", status)
                    .with("agent_id", agentId)
                    .with("department_id", departmentId);
        }
    }

    /** One page, with the number of all. */
    public Uni<Envelope<List<SessionItem>>> page(
            Staff asker, Filter filter, PageRequest page, String message, RoutingContext http) {
        return pages.page(asker, filter.listing(), page, message, http);
    }

    /**
     * One page where the request names one; else the whole, as seed 002's waiting and active lists are, to as many as that
     * shows.
     */
    public Uni<Envelope<List<SessionItem>>> list(
            Staff asker,
            Filter filter,
            @Nullable String page,
            @Nullable String limit,
            String message,
            RoutingContext http) {
        var wanted = Field.isBlank(page) && Field.isBlank(limit) ? PageRequest.WHOLE : PageRequest.of(page, limit);
        return page(asker, filter, wanted, message, http);
    }
}
