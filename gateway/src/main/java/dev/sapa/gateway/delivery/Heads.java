package dev.sapa.gateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.ServiceToken;
import dev.sapa.gateway.peer.FollowRegistry;
import dev.sapa.gateway.peer.Following;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares how far sockets were served with how far chat-service is: each second while Kafka is silent or was found
 * behind, now and then otherwise. So a dead log slows delivery down and never stops it.
 */
@ApplicationScoped
class Heads {

    private static final Logger LOG = Logger.getLogger(Heads.class);

    private final Vertx vertx;
    private final Upstream upstream;
    private final ServiceToken serviceToken;
    private final FollowRegistry follows;
    private final Catchup catchup;
    private final Delivery delivery;
    private final EventReader events;
    private final DeliverySettings settings;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean behind;
    private volatile long askedAt = System.nanoTime();

    Heads(
            Vertx vertx,
            Upstream upstream,
            ServiceToken serviceToken,
            FollowRegistry follows,
            Catchup catchup,
            Delivery delivery,
            EventReader events,
            DeliverySettings settings) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.serviceToken = serviceToken;
        this.follows = follows;
        this.catchup = catchup;
        this.delivery = delivery;
        this.events = events;
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(settings.quickHeads().toMillis(), tick -> askWhenDue());
    }

    private void askWhenDue() {
        var pause = behind || events.isSilent() ? settings.quickHeads() : settings.slowHeads();
        boolean due = System.nanoTime() - askedAt
                >= pause.toNanos() - settings.quickHeads().toNanos() / 2;
        if (due && asking.compareAndSet(false, true)) {
            askedAt = System.nanoTime();
            ask().onTermination()
                    .invoke(() -> asking.set(false))
                    .subscribe()
                    .with(found -> behind = found, this::failed);
        }
    }

    private void failed(Throwable failure) {
        LOG.debugf("Heads could not be compared: %s", failure.getMessage());
    }

    /** Answers whether anything was behind. */
    private Uni<Boolean> ask() {
        var batches = batches(new ArrayList<>(follows.conversations()));
        return Multi.createFrom()
                .iterable(batches)
                .onItem()
                .transformToUniAndConcatenate(this::askBatch)
                .collect()
                .with(Collectors.reducing(false, Boolean::logicalOr));
    }

    private List<List<UUID>> batches(List<UUID> all) {
        var batches = new ArrayList<List<UUID>>();
        for (int from = 0; from < all.size(); from += settings.headsBatch()) {
            batches.add(all.subList(from, Math.min(all.size(), from + settings.headsBatch())));
        }
        return batches;
    }

    private Uni<Boolean> askBatch(List<UUID> ids) {
        return serviceToken
                .get()
                .chain(token -> upstream.call(Call.post(Service.CHAT, "/conversations/heads")
                        .json(Map.of("ids", ids))
                        .bearer(token)
                        .asRepeatable()))
                .invoke(answer -> {
                    if (answer.status() == 401) {
                        serviceToken.forget();
                    }
                })
                .map(Answer::orThrow)
                .map(answer -> compare(answer.path("heads")));
    }

    private boolean compare(JsonNode heads) {
        boolean anyBehind = false;
        for (var entry : heads.properties()) {
            var conversationId = UUID.fromString(entry.getKey());
            long lastSeq = entry.getValue().path("last_seq").asLong();
            long version = entry.getValue().path("version").asLong();
            @Nullable Following outdated = null;
            for (var following : follows.followersOf(conversationId)) {
                anyBehind |= following.head() < lastSeq;
                if (following.served() < lastSeq) {
                    following.peer().run(() -> bring(following, lastSeq));
                }
                if (following.knowsState() && following.version() < version) {
                    outdated = following;
                }
            }
            if (outdated != null) {
                // One asks, and all are told.
                refreshState(outdated);
            }
        }
        return anyBehind;
    }

    private void bring(Following following, long lastSeq) {
        if (!following.ended() && following.knowsState()) {
            catchup.fillTo(following, lastSeq);
        }
    }

    private void refreshState(Following following) {
        following
                .token()
                .chain(token -> upstream.call(Call.get(Service.CHAT, "/conversations/" + following.conversationId())
                        .bearer(token)))
                .map(Answer::orThrow)
                .subscribe()
                .with(view -> delivery.changed(Facts.ofView(view)), this::failed);
    }
}
