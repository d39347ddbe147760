package dev.sapa.routing.estimate;

import dev.sapa.routing.hours.Standing;
import dev.sapa.routing.queue.WorkItem;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands in its queue.
 *
 * @param state      {@code queued} while it waits; else {@code held}, {@code assigned} or {@code done}
 * @param position   its place among those that wait for the same department, from 1; null unless it waits
 * @param ahead      how many are before it; 0 unless it waits
 * @param estimate   how long it will probably still wait; null when it does not wait or nobody knows: nobody is there,
 *                   the department is closed, or the queue has not moved lately
 * @param staffed    whether an agent is there who could answer it
 * @param closedText what the visitor is told while the department is closed
 * @param nextOpenAt when it opens; null while it is open, and when that is not known
 */
record PlaceView(
        UUID conversationId,
        String state,
        @Nullable UUID departmentId,
        @Nullable Long position,
        long ahead,
        @Nullable Estimate estimate,
        boolean staffed,
        boolean open,
        @Nullable String closedText,
        @Nullable Instant nextOpenAt) {

    static PlaceView of(WorkItem item, @Nullable Long position, Pace pace, Standing standing) {
        long ahead = position == null ? 0 : position - 1;
        return new PlaceView(
                item.conversation(),
                item.state().name().toLowerCase(Locale.ROOT),
                item.department(),
                position,
                ahead,
                position == null || !standing.open() ? null : Estimate.of(ahead, pace.perMinute()),
                pace.isStaffed(),
                standing.open(),
                standing.closedText(),
                standing.nextOpenAt());
    }
}
