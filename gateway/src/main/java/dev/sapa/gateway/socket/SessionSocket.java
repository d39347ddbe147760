package dev.sapa.gateway.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
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
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The socket of seed 002's later service: its path names the session, which is joined at once. What the path says of the
 * user proves nothing; an agent needs its token as on the native socket.
 */
@WebSocket(path = "/ws/{session}/{user}/{type}", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@ApplicationScoped
class SessionSocket {

    private static final Logger LOG = Logger.getLogger(SessionSocket.class);
    private static final Set<String> OF_STAFF = Set.of("agent", "admin", "supervisor");
    private static final Set<String> OF_VISITORS = Set.of("customer", "user", "visitor");

    private final Reception reception;
    private final FrameDesk desk;
    private final JoinHandler join;
    private final ObjectMapper json;

    SessionSocket(Reception reception, FrameDesk desk, JoinHandler join, ObjectMapper json) {
        this.reception = reception;
        this.desk = desk;
        this.join = join;
        this.json = json;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        var type = connection.pathParam("type");
        var session = connection.pathParam("session");
        var peer = reception.open(
                connection, new SessionTongue(json, session, connection.pathParam("user"), OF_STAFF.contains(type)));
        var frame = new Incoming("join_session", session, Frame.data());
        peer.offer(
                () -> null,
                () -> desk.guard(peer, frame, () -> {
                    requireProof(peer, type);
                    return join.handle(peer, frame);
                }));
        return Uni.createFrom().voidItem();
    }

    private static void requireProof(Peer peer, String type) {
        if (OF_STAFF.contains(type)) {
            if (peer.staff() == null && !peer.isClosing()) {
                throw Refusal.credential("An agent signs in with its token");
            }
        } else if (!OF_VISITORS.contains(type)) {
            throw new Refusal("invalid-frame", "The user's type is customer or agent");
        }
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
