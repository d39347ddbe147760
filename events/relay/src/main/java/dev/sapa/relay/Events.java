package dev.sapa.relay;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What one transaction has to tell; filled by the use case, written to the outbox with the commit. */
public final class Events {

    private final Lanes lanes;
    private final List<Lanes.Ticket> tickets = new ArrayList<>();
    private final List<Function<SqlConnection, Uni<Void>>> lastStatements = new ArrayList<>();

    Events(Lanes lanes) {
        this.lanes = lanes;
    }

    /**
     * Adds an event. The aggregate's row must be locked (or be new) by this transaction: the order of calls for one
     * aggregate is then its order of commits, and becomes its order in Kafka.
     */
    public void record(OutgoingEvent event) {
        tickets.add(lanes.reserve(OutboxRow.of(event)));
    }

    /**
     * Sends a statement together with the commit, so that nothing waits for its answer alone; its failure is the
     * transaction's. In transactions on a connection only.
     */
    public void last(Function<SqlConnection, Uni<Void>> statement) {
        lastStatements.add(statement);
    }

    List<Function<SqlConnection, Uni<Void>>> lastStatements() {
        return lastStatements;
    }

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    List<OutboxRow> rows() {
        return tickets.stream().map(Lanes.Ticket::row).toList();
    }

    void committed() {
        tickets.forEach(lanes::release);
    }

    /** Rolled back, or nobody knows: if the rows are there after all, the sweeper finds them. */
    void abandoned() {
        tickets.forEach(lanes::cancel);
    }
}
