package dev.sapa.gateway.socket;

import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.PeerRegistry;
import dev.sapa.gateway.peer.PeerSettings;
import dev.sapa.gateway.presence.SocketPresence;
import dev.sapa.gateway.signal.Attendance;
import dev.sapa.gateway.signal.Typing;
import dev.sapa.gateway.upstream.Trail;
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
import java.time.Instant;
import org.jboss.logging.Logger;

/** The socket's edge: opens, closes, and hands frames to the desk in the order in which they came. */
@WebSocket(path = "/ws/chat", inboundProcessingMode = InboundProcessingMode.CONCURRENT)
@ApplicationScoped
class ChatSocket {

    private static final Logger LOG = Logger.getLogger(ChatSocket.class);
    private static final int PROTOCOL = 1;

    private final PeerRegistry peers;
    private final FollowRegistry follows;
    private final FrameDesk desk;
    private final StaffDoor staffDoor;
    private final SocketPresence presence;
    private final Attendance attendance;
    private final Typing typing;
    private final RateLimiter limits;
    private final PeerSettings settings;

    ChatSocket(
            PeerRegistry peers,
            FollowRegistry follows,
            FrameDesk desk,
            StaffDoor staffDoor,
            SocketPresence presence,
            Attendance attendance,
            Typing typing,
            RateLimiter limits,
            PeerSettings settings) {
        this.peers = peers;
        this.follows = follows;
        this.desk = desk;
        this.staffDoor = staffDoor;
        this.presence = presence;
        this.attendance = attendance;
        this.typing = typing;
        this.limits = limits;
        this.settings = settings;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        var kept = connection.userData();
        var trail = kept.get(Handshake.TRAIL);
        var peer = peers.open(connection, trail == null ? Trail.own() : trail, kept.get(Handshake.SESSION_TOKEN));
        if (peers.openFromSameAddress(peer) > limits.socketsPerAddress()) {
            desk.refuse(peer, null, Refusal.tooManySockets());
            return Uni.createFrom().voidItem();
        }
        var staffToken = kept.get(Handshake.STAFF_TOKEN);
        if (staffToken == null) {
            peer.send(hello());
        } else {
            // Not before it is the staff user's: whoever was greeted is told what concerns it from then on.
            peer.offer(() -> desk.guard(peer, null, () -> staffDoor
                    .authenticate(peer, staffToken)
                    .onItemOrFailure()
                    .invoke((staff, refusal) -> peer.send(hello()))
                    .replaceWithVoid()));
        }
        kept.clear();
        return Uni.createFrom().voidItem();
    }

    private String hello() {
        var data = Frame.data()
                .put("heartbeat_ms", settings.heartbeat().toMillis())
                .put("server_time", Instant.now().toString())
                .put("protocol", PROTOCOL);
        return Frame.of("hello", data);
    }

    @OnTextMessage
    Uni<Void> text(String text, WebSocketConnection connection) {
        var peer = peers.of(connection);
        if (peer != null) {
            desk.take(peer, text);
        }
        return Uni.createFrom().voidItem();
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer bytes, WebSocketConnection connection) {
        var peer = peers.of(connection);
        if (peer != null) {
            peer.heard();
            desk.refuse(peer, null, new Refusal("binary-frame", "Frames are text"));
        }
        return Uni.createFrom().voidItem();
    }

    @OnPongMessage
    Uni<Void> pong(Buffer bytes, WebSocketConnection connection) {
        var peer = peers.of(connection);
        if (peer != null) {
            peer.heard();
        }
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> close(WebSocketConnection connection) {
        var peer = peers.closed(connection);
        if (peer != null) {
            peer.run(() -> leave(peer));
        }
        return Uni.createFrom().voidItem();
    }

    private void leave(Peer peer) {
        var followed = peer.followings();
        follows.forget(peer);
        for (var following : followed) {
            typing.stop(following);
            attendance.left(following);
        }
        if (peer.staff() != null) {
            presence.closed(peer.id());
        }
    }

    /** A broken connection, or something unforeseen; neither is a reason to tell the client more than that. */
    @OnError
    Uni<Void> failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf("A socket failed: %s", failure.toString());
        return Uni.createFrom().voidItem();
    }
}
