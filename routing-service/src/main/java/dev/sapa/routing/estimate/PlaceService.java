package dev.sapa.routing.estimate;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.routing.hours.HoursService;
import dev.sapa.routing.hours.Standing;
import dev.sapa.routing.queue.QueueService;
import dev.sapa.routing.queue.WorkItem;
import dev.sapa.routing.queue.WorkItem.State;
import dev.sapa.routing.queue.WorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says where a conversation stands, and how long it will probably wait where that is known. */
@ApplicationScoped
class PlaceService {

    private final EventTransactions transactions;
    private final WorkQueue queue;
    private final QueueService places;
    private final HoursService hours;
    private final PaceRepository paces;
    private final PaceRegistry kept;
    private final Predictions predictions;

    PlaceService(
            EventTransactions transactions,
            WorkQueue queue,
            QueueService places,
            HoursService hours,
            PaceRepository paces,
            PaceRegistry kept,
            Predictions predictions) {
        this.transactions = transactions;
        this.queue = queue;
        this.places = places;
        this.hours = hours;
        this.paces = paces;
        this.kept = kept;
        this.predictions = predictions;
    }

    /** @param company whose conversation it must be; null for a service, which may ask for any */
    Uni<PlaceView> place(@Nullable UUID company, UUID conversation) {
        var scope = company == null ? Scope.everyCompany() : Scope.of(company);
        return transactions.readInConnection(scope, connection -> queue.find(connection, conversation)
                .onItem()
                .ifNull()
                .failWith(PlaceProblem::notFound)
                .chain(item -> place(connection, item)));
    }

    private Uni<PlaceView> place(SqlConnection connection, WorkItem item) {
        return standing(connection, item)
                .chain(standing -> pace(connection, item).chain(pace -> position(connection, item)
                        .map(position -> PlaceView.of(item, position, pace, standing))))
                .call(view -> remember(connection, item, view));
    }

    private Uni<Void> remember(SqlConnection connection, WorkItem item, PlaceView view) {
        var estimate = view.estimate();
        return estimate == null ? Uni.createFrom().voidItem() : predictions.keep(connection, item, estimate);
    }

    private Uni<Standing> standing(SqlConnection connection, WorkItem item) {
        var department = item.department();
        return department == null
                ? Uni.createFrom().item(Standing.ALWAYS_OPEN)
                : hours.standing(connection, item.company(), List.of(department))
                        .map(found -> found.getOrDefault(department, Standing.ALWAYS_OPEN));
    }

    private Uni<Pace> pace(SqlConnection connection, WorkItem item) {
        var recent = kept.recall(item.company(), item.department());
        return recent != null
                ? Uni.createFrom().item(recent)
                : paces.of(connection, item.company(), item.department())
                        .invoke(pace -> kept.keep(item.company(), item.department(), pace));
    }

    private Uni<Long> position(SqlConnection connection, WorkItem item) {
        return item.state() == State.QUEUED
                ? places.position(connection, item)
                : Uni.createFrom().nullItem();
    }
}
