package dev.sapa.gateway.livechat.session;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.CursorPages;
import dev.sapa.gateway.livechat.Envelope;
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

    private static final int ALL_AT_MOST = 1000;
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

    /** Without pages, as seed 002's waiting and active lists are; at most {@value #ALL_AT_MOST}. */
    public Uni<Envelope<List<SessionItem>>> all(Staff asker, Filter filter, String message, RoutingContext http) {
        return pages.first(ALL_AT_MOST, asker, filter.listing(), http).map(found -> Envelope.of(message, found));
    }
}
