package dev.sapa.verify.planted.chat.conversation;

import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.mutiny.Uni;

/** A socket that asks the repository itself, and is public. */
@WebSocket(path = "/ledgers")
public class GreedySocket {

    private final LedgerRepository ledgers;

    GreedySocket(LedgerRepository ledgers) {
        this.ledgers = ledgers;
    }

    @OnTextMessage
    Uni<Long> count(String ignored) {
        return ledgers.count();
    }
}
