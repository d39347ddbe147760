package dev.sapa.gateway.socket;

import dev.sapa.gateway.peer.Tongue;
import io.quarkus.websockets.next.InboundProcessingMode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The native socket's edge. */
@WebSocket(path = "/ws/chat", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@ApplicationScoped
class ChatSocket {

    private static final Logger LOG = Logger.getLogger(ChatSocket.class);

    private final Reception reception;

    ChatSocket(Reception reception) {
        this.reception = reception;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        reception.open(connection, Tongue.NATIVE);
        return Uni.createFrom().voidItem();
    }

    @OnTextMessage
    Uni<Void> text(String text, WebSocketConnection connection) {
        reception.text(text, connection);
        return Uni.createFrom().voidItem();
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer bytes, WebSocketConnection connection) {
        reception.binary(connection);
        return Uni.createFrom().voidItem();
    }

    @OnPongMessage
    Uni<Void> pong(Buffer bytes, WebSocketConnection connection) {
        reception.pong(connection);
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> close(WebSocketConnection connection) {
        reception.close(connection);
        return Uni.createFrom().voidItem();
    }

    /** A broken connection, or something unforeseen; neither is a reason to tell the client more than that. */
    @OnError
    Uni<Void> failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf("A socket failed: %s", failure.toString());
        return Uni.createFrom().voidItem();
    }
}
