package dev.sapa.gateway.delivery;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.peer.Frame;
import dev.sapa.gateway.peer.Peer;
import dev.sapa.gateway.peer.Side;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands committed facts to the sockets that want them. The same fact may come twice, from the answer to the command
 * and from Kafka, and in any order: each socket's {@link Following} lets it through once.
 */
@ApplicationScoped
public class Delivery {

    private static final Duration NAME_PATIENCE = Duration.ofSeconds(1);

    private final FollowRegistry follows;
    private final Catchup catchup;
    private final StaffNames names;
    private final Upstream upstream;
    private final Ears ears;
    private final Counter deliveries;
    private final Counter duplicates;

    Delivery(
            FollowRegistry follows,
            Catchup catchup,
            StaffNames names,
            Upstream upstream,
            Ears ears,
            MeterRegistry meters) {
        this.follows = follows;
        this.catchup = catchup;
        this.names = names;
        this.upstream = upstream;
        this.ears = ears;
        this.deliveries = meters.counter("sapa.gateway.deliveries");
        this.duplicates = meters.counter("sapa.gateway.duplicates");
    }

    /** A message was committed. */
    public void posted(Message message, Facts facts) {
        rememberName(facts);
        var state = new StateFrame(facts);
        fanOut(facts, facts.interest(), (peer, following) -> serve(peer, following, message, facts, state));
        ears.posted(message, facts);
    }

    private void serve(Peer peer, Following following, Message message, Facts facts, StateFrame state) {
        if (isNoLongerConcerned(following, facts)) {
            follows.unfollow(following);
            return;
        }
        if (!following.knowsState()) {
            following.serveFrom(Math.max(following.served(), message.seq() - 1));
            following.know(facts.state(), facts.version());
        }
        switch (following.live(message.seq())) {
            case SEND -> {
                deliveries.increment();
                peer.send(message.frame());
            }
            case DUPLICATE -> duplicates.increment();
            case FILL -> catchup.fill(following);
            case LATER -> {}
        }
        if (facts.named()) {
            tellState(following, facts, state);
        }
    }

    /** A conversation's status, responder, agent or department changed, or it was started. */
    public void changed(Facts facts) {
        rememberName(facts);
        if (facts.named()) {
            tell(facts);
        } else {
            nameAgent(facts).subscribe().with(this::tell);
        }
    }

    private void tell(Facts facts) {
        var state = new StateFrame(facts);
        fanOut(facts, facts.interestInChange(), (peer, following) -> update(following, facts, state));
    }

    private void update(Following following, Facts facts, StateFrame state) {
        if (!following.knowsState()) {
            following.serveFrom(Math.max(following.served(), facts.lastSeq()));
        }
        tellState(following, facts, state);
        if (isNoLongerConcerned(following, facts)) {
            follows.unfollow(following);
        }
    }

    private static void tellState(Following following, Facts facts, StateFrame state) {
        if (following.learn(facts.state(), facts.version())) {
            following.peer().send(state.text());
        }
    }

    private static boolean isNoLongerConcerned(Following following, Facts facts) {
        return !following.joined() && !facts.concerns(following.peer());
    }

    /** A side read up to a message; told to the others. */
    public void read(UUID conversationId, Side reader, long seq) {
        for (var following : follows.followersOf(conversationId)) {
            following.peer().run(() -> tellRead(following, reader, seq));
        }
    }

    private static void tellRead(Following following, Side reader, long seq) {
        if (following.read(reader, seq) && !following.ended()) {
            var conversationId = following.conversationId();
            var data = Frame.data()
                    .put("session_id", conversationId.toString())
                    .put("reader_type", reader.wireName())
                    .put("seq", seq);
            following.peer().send(Frame.of("read", conversationId, data));
        }
    }

    /**
     * A note was written; told to staff who follow the conversation on the company's side, whom it concerns, and whom it
     * mentions. Whoever else follows the conversation must not even know.
     */
    void noted(Note note, Facts facts) {
        var told = new HashSet<Peer>();
        note.mentions().forEach(staff -> told.addAll(follows.ofStaff(staff)));
        tellStaff(facts.conversationId(), facts.interest(), told, note.frame());
    }

    /** How a message fares on its way to a customer outside; told to staff as a note is, and to nobody else. */
    void fared(UUID conversationId, FollowRegistry.Interest interest, String frame) {
        tellStaff(conversationId, interest, new HashSet<>(), frame);
    }

    private void tellStaff(UUID conversationId, FollowRegistry.Interest interest, Set<Peer> told, String frame) {
        told.addAll(follows.concerned(interest));
        follows.followersOf(conversationId).stream()
                .filter(following -> following.side() == Side.AGENT)
                .forEach(following -> told.add(following.peer()));
        Peer.runEach(told, peer -> {
            var staff = peer.staff();
            if (staff != null && staff.companyId().equals(interest.companyId())) {
                peer.send(frame);
            }
        });
    }

    private void fanOut(Facts facts, FollowRegistry.Interest interest, BiConsumer<Peer, Following> step) {
        var conversationId = facts.conversationId();
        var concerned = follows.concerned(interest);
        var told = new HashSet<>(concerned);
        follows.followersOf(conversationId).forEach(following -> told.add(following.peer()));
        Peer.runEach(told, peer -> {
            // What it follows now: it may have joined anew, or left, meanwhile.
            var following = peer.following(conversationId);
            if (following == null && concerned.contains(peer)) {
                following = followUnasked(peer, conversationId);
            }
            if (following != null) {
                step.accept(peer, following);
            }
        });
    }

    private @Nullable Following followUnasked(Peer peer, UUID conversationId) {
        var staff = peer.staff();
        return staff == null || peer.isClosing() ? null : followUnasked(peer, staff, conversationId);
    }

    /** A staff socket follows a conversation that concerns it, without having joined. */
    public Following followUnasked(Peer peer, Staff staff, UUID conversationId) {
        var following = new Following(peer, conversationId, Side.AGENT, () -> currentToken(peer, staff), false);
        follows.follow(following);
        return following;
    }

    private static Uni<String> currentToken(Peer peer, Staff first) {
        var now = peer.staff();
        return Uni.createFrom().item(now == null ? first.token() : now.token());
    }

    private void rememberName(Facts facts) {
        var state = facts.state();
        if (state.agentId() != null
                && state.agentName() != null
                && !state.agentName().isEmpty()) {
            names.put(state.agentId(), state.agentName());
        }
    }

    /** Asks chat-service for the agent's name with the credential of somebody who may see the conversation. */
    private Uni<Facts> nameAgent(Facts facts) {
        var followers = follows.followersOf(facts.conversationId());
        if (followers.isEmpty()) {
            return Uni.createFrom().item(facts.withAgentName(""));
        }
        return followers
                .get(0)
                .token()
                .chain(token -> upstream.call(Call.get(Service.CHAT, "/conversations/" + facts.conversationId())
                        .bearer(token)
                        .within(NAME_PATIENCE)))
                .map(Answer::orThrow)
                .map(view -> {
                    rememberName(Facts.ofView(view));
                    var agentId = facts.state().agentId();
                    var name = agentId == null ? null : names.of(agentId);
                    return facts.withAgentName(name == null ? "" : name);
                })
                .onFailure()
                .recoverWithItem(() -> facts.withAgentName(""));
    }
}
