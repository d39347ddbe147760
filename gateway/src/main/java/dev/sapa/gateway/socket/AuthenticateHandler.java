package dev.sapa.gateway.socket;

import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** {@code authenticate}: a staff token for a socket that has none yet, or a fresh one before the old one expires. */
@ApplicationScoped
class AuthenticateHandler implements FrameHandler {

    private final StaffDoor staffDoor;

    AuthenticateHandler(StaffDoor staffDoor) {
        this.staffDoor = staffDoor;
    }

    @Override
    public Set<String> types() {
        return Set.of("authenticate");
    }

    @Override
    public Uni<Void> handle(Peer peer, Incoming frame) {
        var token = frame.text("token");
        if (token == null) {
            throw new Refusal("invalid-frame", "token is required");
        }
        return staffDoor
                .authenticate(peer, token)
                .invoke(staff -> peer.send(Frame.of(
                        "authenticated",
                        Frame.data()
                                .put("user_id", staff.id().toString())
                                .put("role", staff.role().wireName())
                                .put("expires_at", staff.expiresAt().toString()))))
                .replaceWithVoid();
    }
}
