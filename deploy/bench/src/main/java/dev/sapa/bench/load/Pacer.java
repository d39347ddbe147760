package dev.sapa.bench.load;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Calls for each message of a schedule when it is due, whatever became of those before; a thread of its own. */
final class Pacer {

    private static final long NEVER_LATER_THAN = 1_000_000;

    private final Schedule schedule;
    private final Chat chat;
    private final long start;
    private final int firstMeasured;
    private final Histogram lateness = new Histogram(3);
    private final Thread thread;
    private volatile boolean stopped;

    Pacer(Schedule schedule, Chat chat, long start, int firstMeasured) {
        this.schedule = schedule;
        this.chat = chat;
        this.start = start;
        this.firstMeasured = firstMeasured;
        thread = new Thread(this::run, "pacer");
        thread.setDaemon(true);
        thread.start();
    }

    boolean isDone() {
        return !thread.isAlive();
    }

    void stop() {
        stopped = true;
    }

    /** How much later than due the messages went out, in nanoseconds; to be read when it is done. */
    Histogram lateness() {
        return lateness;
    }

    private void run() {
        for (var index = 0; index < schedule.size() && !stopped; index++) {
            var due = start + schedule.offset(index);
            for (var left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, NEVER_LATER_THAN));
            }
            if (index >= firstMeasured) {
                lateness.recordValue(Math.max(0, System.nanoTime() - due));
            }
            chat.send(schedule.conversation(index), index);
        }
    }
}
