package dev.sapa.verify.suite;

import java.time.Duration;

/** A message that a client has sent, or is about to, and that it keeps until the server has answered. */
final class Unanswered {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 2;

    private final String text;
    private final long begun = System.nanoTime();
    private long attempted;
    private int attempts;
    private int refusals;
    private boolean retryPlanned;

    Unanswered(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** When the client wanted to say it, in monotonic nanoseconds. */
    long begun() {
        return begun;
    }

    /** It goes out now. */
    void attempt() {
        attempted = System.nanoTime();
        attempts++;
        retryPlanned = false;
    }

    /** Whether it was refused for now and will go out again by itself. */
    boolean isRetryPlanned() {
        return retryPlanned;
    }

    /**
     * It was refused for now; each time the pause doubles, so that a server in trouble is not buried.
     *
     * @param asked milliseconds that the server asked for
     * @return milliseconds until it should go out again
     */
    long planRetry(long asked) {
        retryPlanned = true;
        return asked << Math.min(refusals++, MOST_DOUBLINGS);
    }

    /** Whether the answer to the last attempt is late; each attempt is given twice the time of the one before. */
    boolean isOverdue(long now) {
        return !retryPlanned && now - attempted > PATIENCE.toNanos() << Math.min(attempts - 1, MOST_DOUBLINGS);
    }
}
