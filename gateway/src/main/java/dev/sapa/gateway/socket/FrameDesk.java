package dev.sapa.gateway.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.gateway.credential.Credential;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.PeerSettings;
import io.netty.buffer.ByteBufUtil;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes frames in, checks their size and form, gives each to its handler in turn, and words what is refused. */
@ApplicationScoped
class FrameDesk {

    private static final Logger LOG = Logger.getLogger(FrameDesk.class);
    private static final int BRIEF = 64;

    private final ObjectMapper json;
    private final PeerSettings settings;
    private final Map<String, FrameHandler> handlers = new HashMap<>();

    FrameDesk(ObjectMapper json, PeerSettings settings, @All List<FrameHandler> handlers) {
        this.json = json;
        this.settings = settings;
        for (var handler : handlers) {
            handler.types().forEach(type -> this.handlers.put(type, handler));
        }
    }

    /** Takes the text of a frame; on the socket's event loop. */
    void take(Peer peer, String text) {
        peer.heard();
        if (peer.isClosing()) {
            return;
        }
        Incoming frame;
        try {
            requireAllowance(peer);
            requireSize(text);
            frame = Incoming.parse(json, text);
        } catch (Refusal refusal) {
            refuse(peer, null, refusal);
            return;
        }
        var handler = handlers.get(frame.type());
        if (handler == null) {
            refuse(peer, frame, new Refusal("unknown-type", "Unknown message type: " + brief(frame.type())));
        } else if (!peer.offer(
                () -> subjectOf(peer, frame), () -> guard(peer, frame, () -> handler.handle(peer, frame)))) {
            refuse(peer, frame, Refusal.tooManyPending());
        }
    }

    /**
     * What must be done in order: the frames about one conversation. Who the socket is decides about all that follows, so
     * that a frame with another credential than the present one goes alone; a ping waits for no answer of others.
     */
    private static @Nullable Object subjectOf(Peer peer, Incoming frame) {
        if (frame.type().equals("authenticate") || renewsStaff(peer, frame)) {
            return null;
        }
        if (frame.type().equals("ping")) {
            return frame;
        }
        var conversation = frame.conversation();
        return conversation.isEmpty() ? frame.type() : conversation.toLowerCase(Locale.ROOT);
    }

    private static boolean renewsStaff(Peer peer, Incoming frame) {
        var token = frame.data().path("token");
        var staff = peer.staff();
        return token.isTextual()
                && !Credential.isSessionToken(token.asText())
                && (staff == null || !staff.token().equals(token.asText()));
    }

    private static String brief(String type) {
        return type.length() <= BRIEF ? type : type.substring(0, BRIEF);
    }

    private static void requireAllowance(Peer peer) {
        if (!peer.admitFrame()) {
            throw new Refusal("rate-limited", "Too many frames");
        }
    }

    private void requireSize(String text) {
        int limit = settings.frameBytes();
        if (text.length() > limit || (text.length() > limit / 3 && ByteBufUtil.utf8Bytes(text) > limit)) {
            throw new Refusal("frame-too-large", "A frame may have " + limit + " bytes");
        }
    }

    /** Runs the work; whatever fails becomes a frame, so that the next frame gets its turn. */
    Uni<Void> guard(Peer peer, @Nullable Incoming frame, Supplier<Uni<Void>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure()
                .invoke(FrameDesk::log)
                .onFailure()
                .recoverWithItem(failure -> {
                    refuse(peer, frame, Refusal.of(failure));
                    return null;
                });
    }

    private static void log(Throwable failure) {
        if (!(failure instanceof Refusal) && !(failure instanceof HttpProblem)) {
            LOG.error("A frame could not be handled", failure);
        }
    }

    /** Sends the refusal, as a {@code nack} for a message that has a name, and closes the socket where it must. */
    void refuse(Peer peer, @Nullable Incoming frame, Refusal refusal) {
        if (frame != null && frame.type().equals("send_message")) {
            SendHandler.refuse(peer, frame, refusal);
            return;
        }
        var data = Frame.data();
        if (refusal.retryable()) {
            data.put("retryable", true).put("retry_after_ms", refusal.retryAfterMillis());
        }
        var sessionId = frame == null ? null : frame.sessionId();
        peer.send(
                data.isEmpty()
                        ? Frame.error(sessionId, refusal.code(), refusal.text())
                        : Frame.refusal("error", sessionId, refusal.code(), refusal.text(), data));
        var close = refusal.close();
        if (close != null) {
            peer.close(close, refusal.text());
        }
    }
}
