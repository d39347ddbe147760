package dev.sapa.relay;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One lane per aggregate: its events leave this process in the order in which they were reserved, which is their order
 * of commits since the aggregate's row is locked meanwhile. Answers to commits may overtake each other; lanes put that
 * right. Thread-safe: each lane is changed only inside the map's per-key critical section.
 */
@ApplicationScoped
class Lanes {

    private final ConcurrentHashMap<String, Deque<Ticket>> lanes = new ConcurrentHashMap<>();
    private final Publisher publisher;

    Lanes(Publisher publisher) {
        this.publisher = publisher;
    }

    Ticket reserve(OutboxRow row) {
        var ticket = new Ticket(row);
        lanes.compute(row.key(), (key, lane) -> {
            var tickets = lane == null ? new ArrayDeque<Ticket>(2) : lane;
            tickets.add(ticket);
            return tickets;
        });
        return ticket;
    }

    void release(Ticket ticket) {
        settle(ticket, State.COMMITTED);
    }

    void cancel(Ticket ticket) {
        settle(ticket, State.CANCELLED);
    }

    private void settle(Ticket ticket, State state) {
        lanes.computeIfPresent(ticket.row.key(), (key, lane) -> {
            ticket.state = state;
            while (!lane.isEmpty() && lane.element().state != State.RESERVED) {
                var settled = lane.remove();
                if (settled.state == State.COMMITTED) {
                    publisher.offer(settled.row);
                }
            }
            return lane.isEmpty() ? null : lane;
        });
    }

    private enum State {
        RESERVED,
        COMMITTED,
        CANCELLED
    }

    /** A place in a lane. */
    static final class Ticket {

        private final OutboxRow row;
        private State state = State.RESERVED;

        private Ticket(OutboxRow row) {
            this.row = row;
        }

        OutboxRow row() {
            return row;
        }
    }
}
