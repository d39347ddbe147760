package dev.sapa.gateway.socketio.chat;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A conversation that somebody here hears: how far it was told, in order and without gaps. Facts come twice and in any
 * order; what is missing is read from chat-service, and meanwhile what comes is kept. Safe for any thread.
 */
final class Room {

    private static final int KEPT = 256;

    private final UUID id;
    private final UUID companyId;
    private final UUID visitorId;
    private final TreeMap<Long, Said> kept = new TreeMap<>();
    private String visitorName = "";
    private boolean known;
    private boolean filling;
    private long told;
    private long goal;
    private long heardAt;

    Room(UUID id, UUID companyId, UUID visitorId) {
        this.id = id;
        this.companyId = companyId;
        this.visitorId = visitorId;
    }

    UUID id() {
        return id;
    }

    UUID companyId() {
        return companyId;
    }

    UUID visitorId() {
        return visitorId;
    }

    synchronized String visitorName() {
        return visitorName;
    }

    /** Takes a committed message; answers whether a filling must begin. */
    synchronized boolean hear(Said said, Consumer<Said> tell) {
        heardAt = System.nanoTime();
        if (known && said.seq() <= told) {
            return false;
        }
        goal = Math.max(goal, said.seq());
        if (known && !filling && said.seq() == told + 1) {
            told = said.seq();
            tell.accept(said);
            return false;
        }
        if (kept.size() < KEPT) {
            kept.put(said.seq(), said);
        }
        boolean begins = !filling;
        filling = true;
        return begins;
    }

    /** Whether nothing was said in it for so long. */
    synchronized boolean isQuiet(long nanos) {
        return !filling && System.nanoTime() - heardAt > nanos;
    }

    synchronized boolean isKnown() {
        return known;
    }

    /** Who the visitor is, and where telling begins. */
    synchronized void know(String name, long servedBefore) {
        visitorName = name;
        told = servedBefore;
        known = true;
    }

    /** Tells what follows without a gap; answers whether the filling is done. */
    synchronized boolean catchUp(Consumer<Said> tell) {
        kept.headMap(told, true).clear();
        for (var next = kept.remove(told + 1); next != null; next = kept.remove(told + 1)) {
            told++;
            tell.accept(next);
        }
        filling = told < goal;
        return !filling;
    }

    synchronized long told() {
        return told;
    }

    /** Tells what was read; an empty answer means that there is nothing to wait for. */
    synchronized void fill(List<Said> read, Consumer<Said> tell) {
        for (var said : read) {
            if (said.seq() > told) {
                told = said.seq();
                tell.accept(said);
            }
        }
        if (read.isEmpty()) {
            goal = told;
        }
    }

    /** The filling ended without success; the next message begins another one. */
    synchronized void giveUp() {
        filling = false;
    }
}
