package dev.sapa.relay;

/** An event that can never be applied; it goes to the dead-letter topic at once. */
public final class PoisonEvent extends RuntimeException {

    public PoisonEvent(String reason) {
        super(reason);
    }

    public PoisonEvent(String reason, Throwable cause) {
        super(reason, cause);
    }
}
