package dev.sapa.relay;

import java.util.ArrayList;
import java.util.List;

/** What one transaction has to tell; filled by the use case, written to the outbox with the commit. */
public final class Events {

    private final Lanes lanes;
    private final List<Lanes.Ticket> tickets = new ArrayList<>();

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
