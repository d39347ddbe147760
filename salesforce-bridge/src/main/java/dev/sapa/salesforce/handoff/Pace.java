package dev.sapa.salesforce.handoff;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps to the number of messages that Salesforce takes of one conversation in a minute. What is beyond it would be refused,
 * and the refusal counts too.
 */
final class Pace {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int most;
    private final Deque<Long> sent = new ArrayDeque<>();

    /** @param most in any minute */
    Pace(int most) {
        this.most = most;
    }

    /** Milliseconds until another message may go; 0 for now. */
    long untilNext(long now) {
        while (!sent.isEmpty() && now - sent.getFirst() >= MINUTE) {
            sent.removeFirst();
        }
        return sent.size() < most ? 0 : (MINUTE - (now - sent.getFirst())) / 1_000_000 + 1;
    }

    void sent(long now) {
        sent.addLast(now);
    }
}
