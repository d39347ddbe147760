package dev.sapa.verify.planted.chat.conversation;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Begins a transaction by annotation. */
class Annotated {

    @WithTransaction
    Uni<Void> run() {
        return Uni.createFrom().voidItem();
    }
}
