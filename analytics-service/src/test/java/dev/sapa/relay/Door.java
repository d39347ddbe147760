package dev.sapa.relay;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;

/** Transactions that tell nothing, without the rest of a service. */
@SuppressWarnings("NullAway") // lanes are for telling
public final class Door {

    private Door() {}

    public static EventTransactions transactions(Pool pool, Vertx vertx) {
        return new EventTransactions(new PlainTransaction(pool), new OutboxStore(pool, vertx), null, new RelayProbe());
    }
}
