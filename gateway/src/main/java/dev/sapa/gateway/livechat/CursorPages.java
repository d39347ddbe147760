package dev.sapa.gateway.livechat;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Envelope.Pagination;
import dev.sapa.gateway.upstream.Call;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbered pages over the services' lists, which go by cursor; a list that is not counted is read to its end. */
@ApplicationScoped
public class CursorPages {

    private static final int MOST = 10_000;

    private final NativeCalls services;

    CursorPages(NativeCalls services) {
        this.services = services;
    }

    /**
     * What was found so far.
     *
     * @param total  null where the service does not count
     * @param cursor where the list goes on; null at its end
     */
    private record Found<T>(
            List<T> items, @Nullable Long total, @Nullable String cursor) {

        boolean suffices(int wanted) {
            return cursor == null || items.size() >= (total == null ? MOST : wanted);
        }

        long count() {
            return total == null ? items.size() : total;
        }
    }

    /** One page, with the number of all. */
    public <T> Uni<Envelope<List<T>>> page(
            Staff asker, Listing<T> listing, PageRequest page, String message, RoutingContext http) {
        return upTo(page.skipped() + page.limit(), asker, listing, http)
                .map(found -> Envelope.page(
                        message,
                        found.items().stream()
                                .skip(page.skipped())
                                .limit(page.limit())
                                .toList(),
                        Pagination.of(page, found.count())));
    }

    /** The whole list, to {@value #MOST} items. */
    public <T> Uni<List<T>> all(Staff asker, Listing<T> listing, RoutingContext http) {
        return first(MOST, asker, listing, http);
    }

    /** At least the first so many, if there are. */
    public <T> Uni<List<T>> first(int wanted, Staff asker, Listing<T> listing, RoutingContext http) {
        return upTo(wanted, asker, listing, http).map(Found::items);
    }

    private <T> Uni<Found<T>> upTo(int wanted, Staff asker, Listing<T> listing, RoutingContext http) {
        return more(new Found<>(List.of(), null, null), wanted, asker, listing, http);
    }

    private <T> Uni<Found<T>> more(Found<T> found, int wanted, Staff asker, Listing<T> listing, RoutingContext http) {
        var call = Call.get(listing.service(), listing.part(wanted, found.cursor()));
        return services.answer(asker, call, listing.attempt(), http)
                .map(page -> append(found, page, listing))
                .chain(so -> so.suffices(wanted) ? Uni.createFrom().item(so) : more(so, wanted, asker, listing, http));
    }

    private static <T> Found<T> append(Found<T> found, NativeObject page, Listing<T> listing) {
        var items = new ArrayList<>(found.items());
        page.objects("items").forEach(item -> items.add(listing.item().apply(item)));
        var total = page.text("total") == null ? null : page.number("total");
        return new Found<>(items, total, page.text("next_cursor"));
    }
}
