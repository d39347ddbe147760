package dev.sapa.verify.planted.relay;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Stands for the relay's door to a transaction. */
public class EventTransactions {

    public <T> Uni<T> inSession(Supplier<Uni<T>> work) {
        return work.get();
    }
}
