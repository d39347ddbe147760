package dev.sapa.routing.queue;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/queue")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class QueueResource {

    private final QueueService queue;
    private final Caller caller;

    QueueResource(QueueService queue, Caller caller) {
        this.queue = queue;
        this.caller = caller;
    }

    @GET
    public Uni<QueuePage> waiting(
            @RestQuery("department_id") @Nullable UUID department,
            @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit) {
        return queue.waiting(caller.staff().company(), department, QueueCursor.parse(cursor), limit)
                .map(found -> page(found, limit));
    }

    private static QueuePage page(List<WaitingView> found, int limit) {
        var next = found.size() < limit
                ? null
                : QueueCursor.after(found.get(limit - 1)).text();
        return new QueuePage(found, next);
    }
}
