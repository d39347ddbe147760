package dev.sapa.relay;

import io.smallrye.mutiny.Uni;

/**
 * Consumes one type of event; the relay finds every bean of this type. Handlers of events of one aggregate are called
 * one after another.
 *
 * @param <T> the record of {@code dev.sapa.events}
 */
public interface EventHandler<T> {

    /** The event type, {@code TYPE} of the record. */
    String type();

    Class<T> payload();

    /**
     * Applies the event in one transaction: compares {@link Received#isNext} with the version in the projection row,
     * makes the effect, stores the version. Fails with {@link VersionGap} when earlier versions are missing, with
     * {@link PoisonEvent} when no retry can help; any other failure is retried in place.
     */
    Uni<Void> apply(Received<T> event);

    /**
     * Called when the missing versions did not come: brings the projection to the owner's present state, at least to
     * this event's version. Events that carry their aggregate's whole state are themselves the owner's word.
     */
    Uni<Void> reconcile(Received<T> event);
}
