package dev.sapa.verify.planted.chat.conversation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Begins a transaction by a static call. */
class Offhand {

    Uni<Void> run() {
        return Panache.withTransaction(() -> Uni.createFrom().voidItem());
    }
}
