package dev.sapa.gateway.socket;

import dev.sapa.gateway.limit.RateLimiter;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.PeerRegistry;
import dev.sapa.gateway.peer.PeerSettings;
import dev.sapa.gateway.peer.Tongue;
import dev.sapa.gateway.presence.SocketPresence;
import dev.sapa.gateway.signal.Attendance;
import dev.sapa.gateway.signal.Typing;
import dev.sapa.gateway.upstream.Trail;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Sockets come and go here, on whichever path; their frames go on to the desk in the order in which they came. */
@ApplicationScoped
class Reception {

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

    Reception(
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

    /** Takes a new socket in and greets it. */
    Peer open(WebSocketConnection connection, Tongue tongue) {
        var kept = connection.userData();
        var trail = kept.get(Handshake.TRAIL);
        var peer =
                peers.open(connection, trail == null ? Trail.own() : trail, kept.get(Handshake.SESSION_TOKEN), tongue);
        if (peers.openFromSameAddress(peer) > limits.socketsPerAddress()) {
            desk.refuse(peer, null, Refusal.tooManySockets());
            return peer;
        }
        var staffToken = kept.get(Handshake.STAFF_TOKEN);
        if (staffToken == null) {
            peer.send(hello());
        } else {
            // Not before it is the staff user's: whoever was greeted is told what concerns it from then on.
            peer.offer(
                    () -> null,
                    () -> desk.guard(peer, null, () -> staffDoor
                            .authenticate(peer, staffToken)
                            .onItemOrFailure()
                            .invoke((staff, refusal) -> peer.send(hello()))
                            .replaceWithVoid()));
        }
        kept.clear();
        return peer;
    }

    private String hello() {
        var data = Frame.data()
                .put("heartbeat_ms", settings.heartbeat().toMillis())
                .put("server_time", Instant.now().toString())
                .put("protocol", PROTOCOL);
        return Frame.of("hello", data);
    }

    void text(String text, WebSocketConnection connection) {
        var peer = peers.of(connection);
        if (peer != null) {
            desk.take(peer, peer.tongue().incoming(text));
        }
    }

    void binary(WebSocketConnection connection) {
        var peer = peers.of(connection);
        if (peer != null) {
            peer.heard();
            desk.refuse(peer, null, new Refusal("binary-frame", "Frames are text"));
        }
    }

    void pong(WebSocketConnection connection) {
        var peer = peers.of(connection);
        if (peer != null) {
            peer.heard();
        }
    }

    void close(WebSocketConnection connection) {
        var peer = peers.closed(connection);
        if (peer != null) {
            peer.run(() -> leave(peer));
        }
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
}
