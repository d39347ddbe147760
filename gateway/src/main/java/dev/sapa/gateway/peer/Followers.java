package dev.sapa.gateway.peer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The followings of one conversation, in the order in which they began. Mostly there are two; of a conversation that waits
 * for everybody there are as many as the company has agents, who come and go one by one. Any thread.
 */
final class Followers {

    /** Up to here a list takes less memory, and is no slower. */
    private static final int FEW = 16;

    private Collection<Following> all = new ArrayList<>(1);
    private @Nullable List<Following> snapshot;

    synchronized void add(Following following) {
        if (all.size() == FEW) {
            all = new LinkedHashSet<>(all);
        }
        all.add(following);
        snapshot = null;
    }

    synchronized void remove(Following following) {
        all.remove(following);
        snapshot = null;
    }

    synchronized boolean isEmpty() {
        return all.isEmpty();
    }

    /** As they are now; kept until they change. */
    synchronized List<Following> list() {
        var known = snapshot;
        if (known == null) {
            known = List.copyOf(all);
            snapshot = known;
        }
        return known;
    }
}
