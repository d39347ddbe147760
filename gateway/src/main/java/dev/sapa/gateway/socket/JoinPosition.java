package dev.sapa.gateway.socket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds where a joining client wants to go on: after a position, after a message, or live only. */
@ApplicationScoped
class JoinPosition {

    /** Messages that are replayed at most; a client that missed more reads them over HTTP. */
    private static final int LONGEST_REPLAY = 1000;

    private static final int PAGE = 1000;
    private static final int PAGES = 10;

    /**
     * Where serving starts.
     *
     * @param seq everything up to here is not replayed
     * @param gap why the client must read more over HTTP: {@code too-old}, {@code unknown-position} or {@code ahead};
     *     null when nothing is missing
     */
    record Start(long seq, @Nullable String gap) {}

    private final Upstream upstream;

    JoinPosition(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Answers where to start; fails with {@code invalid-frame} when the client's position cannot be one. */
    Uni<Start> find(Following following, @Nullable Following before, Incoming frame, Facts facts) {
        var afterSeq = frame.position("after_seq");
        if (afterSeq != null) {
            return Uni.createFrom().item(start(afterSeq, facts.lastSeq()));
        }
        var after = frame.data().path("after");
        if (after.isNumber()) {
            var seq = frame.position("after");
            return Uni.createFrom().item(start(seq == null ? 0 : seq, facts.lastSeq()));
        }
        var messageId = frame.text("after");
        if (messageId != null && !messageId.isBlank()) {
            return messageId.matches("\\d{1,18}")
                    ? Uni.createFrom().item(start(Long.parseLong(messageId), facts.lastSeq()))
                    : seqOf(following, messageId, 0, PAGES).map(found -> found.map(seq -> start(seq, facts.lastSeq()))
                            .orElseGet(() -> unknown(facts.lastSeq())));
        }
        return Uni.createFrom().item(new Start(before == null ? facts.lastSeq() : before.served(), null));
    }

    private static Start start(long after, long lastSeq) {
        if (after > lastSeq) {
            return new Start(lastSeq, "ahead");
        }
        long oldest = lastSeq - LONGEST_REPLAY;
        return after < oldest ? new Start(oldest, "too-old") : new Start(after, null);
    }

    private static Start unknown(long lastSeq) {
        return new Start(Math.max(0, lastSeq - LONGEST_REPLAY), "unknown-position");
    }

    private Uni<Optional<Long>> seqOf(Following following, String messageId, long afterSeq, int pagesLeft) {
        return following
                .token()
                .chain(token -> upstream.call(Call.get(
                                Service.CHAT,
                                "/conversations/" + following.conversationId() + "/messages?after_seq=" + afterSeq
                                        + "&limit=" + PAGE)
                        .bearer(token)))
                .map(Answer::orThrow)
                .chain(page -> lookIn(page.path("items"), following, messageId, pagesLeft));
    }

    private Uni<Optional<Long>> lookIn(JsonNode items, Following following, String messageId, int pagesLeft) {
        long last = 0;
        for (var item : items) {
            last = item.path("seq").asLong();
            if (messageId.equals(item.path("id").asText())) {
                return Uni.createFrom().item(Optional.of(last));
            }
        }
        return items.size() < PAGE || pagesLeft <= 1
                ? Uni.createFrom().item(Optional.empty())
                : seqOf(following, messageId, last, pagesLeft - 1);
    }
}
