package dev.sapa.verify.planted.chat.conversation;

import dev.sapa.verify.planted.relay.EventTransactions;
import io.smallrye.mutiny.Uni;

/** Begins a transaction through the relay's door. */
class Burglar {

    private final EventTransactions transactions;

    Burglar(EventTransactions transactions) {
        this.transactions = transactions;
    }

    Uni<Void> run() {
        return transactions.inSession(() -> Uni.createFrom().voidItem());
    }
}
