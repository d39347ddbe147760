package dev.sapa.gateway.presence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.GatewayName;
import dev.sapa.gateway.credential.ServiceToken;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Registers staff sockets at routing-service, beats for them, and takes them out when they close. What routing-service
 * does not take is told again until it does; sockets never wait for it. Safe for any thread.
 */
@ApplicationScoped
public class SocketPresence {

    private static final Logger LOG = Logger.getLogger(SocketPresence.class);

    /** How far routing-service knows a socket. */
    private enum Stage {
        TO_REGISTER,
        REGISTERED,
        TO_REMOVE
    }

    private record Entry(UUID staffId, UUID companyId, Stage stage) {

        Entry at(Stage now) {
            return new Entry(staffId, companyId, now);
        }
    }

    private final Vertx vertx;
    private final Upstream upstream;
    private final ServiceToken serviceToken;
    private final GatewayName gateway;
    private final PresenceSettings settings;
    private final ConcurrentMap<UUID, Entry> sockets = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger beatsUnderWay = new AtomicInteger();
    private volatile boolean beatMissed;

    SocketPresence(
            Vertx vertx, Upstream upstream, ServiceToken serviceToken, GatewayName gateway, PresenceSettings settings) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.serviceToken = serviceToken;
        this.gateway = gateway;
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(settings.retry().toMillis(), tick -> retry());
        vertx.setPeriodic(settings.beat().toMillis(), tick -> beat());
    }

    /** The socket is a staff user's; opening it changes nothing that was declared. */
    public void opened(UUID socketId, Staff staff) {
        sockets.put(socketId, new Entry(staff.id(), staff.companyId(), Stage.TO_REGISTER));
        tell(socketId);
    }

    /** The socket is gone. */
    public void closed(UUID socketId) {
        if (sockets.computeIfPresent(socketId, (id, entry) -> entry.at(Stage.TO_REMOVE)) != null) {
            tell(socketId);
        }
    }

    /** Agents whose beats are missing long enough are taken for lost, so that one that was not taken comes again at once. */
    private void retry() {
        if (beatMissed && beatsUnderWay.get() == 0) {
            beat();
        }
        if (underWay.get() > 0) {
            return;
        }
        sockets.forEach((id, entry) -> {
            if (entry.stage() != Stage.REGISTERED) {
                tell(id);
            }
        });
    }

    private void tell(UUID socketId) {
        var entry = sockets.get(socketId);
        if (entry == null || entry.stage() == Stage.REGISTERED) {
            return;
        }
        var path = "/presence/sessions/" + socketId;
        var call = entry.stage() == Stage.TO_REMOVE
                ? Call.delete(Service.ROUTING, path)
                : Call.put(Service.ROUTING, path)
                        .json(Map.of(
                                "staff_id", entry.staffId(),
                                "company_id", entry.companyId(),
                                "gateway", gateway.text()));
        underWay.incrementAndGet();
        send(call)
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribe()
                .with(taken -> taken(socketId, entry), this::later);
    }

    private void taken(UUID socketId, Entry told) {
        sockets.computeIfPresent(socketId, (id, now) -> {
            if (!now.equals(told)) {
                return now;
            }
            return told.stage() == Stage.TO_REMOVE ? null : told.at(Stage.REGISTERED);
        });
    }

    private void beat() {
        beatMissed = false;
        var registered = new ArrayList<UUID>();
        sockets.forEach((id, entry) -> {
            if (entry.stage() == Stage.REGISTERED) {
                registered.add(id);
            }
        });
        for (int from = 0; from < registered.size(); from += settings.batch()) {
            beat(registered.subList(from, Math.min(registered.size(), from + settings.batch())));
        }
    }

    private void beat(List<UUID> batch) {
        beatsUnderWay.incrementAndGet();
        send(Call.post(Service.ROUTING, "/presence/beats")
                        .json(Map.of("gateway", gateway.text(), "sessions", batch))
                        .asRepeatable())
                .onTermination()
                .invoke(beatsUnderWay::decrementAndGet)
                .onFailure()
                .invoke(failure -> beatMissed = true)
                .subscribe()
                .with(this::registerUnknown, this::later);
    }

    private void registerUnknown(JsonNode answer) {
        for (var unknown : answer.path("unknown")) {
            var socketId = UUID.fromString(unknown.asText());
            sockets.computeIfPresent(
                    socketId, (id, entry) -> entry.stage() == Stage.REGISTERED ? entry.at(Stage.TO_REGISTER) : entry);
            tell(socketId);
        }
    }

    private Uni<JsonNode> send(Call call) {
        return serviceToken
                .get()
                .chain(token -> upstream.call(call.bearer(token)))
                .invoke(answer -> {
                    if (answer.status() == 401) {
                        serviceToken.forget();
                    }
                })
                .map(answer -> isGoneAlready(call, answer) ? answer.body() : answer.orThrow());
    }

    private static boolean isGoneAlready(Call call, Answer answer) {
        return call.method().equals(HttpMethod.DELETE) && answer.status() == 404;
    }

    private void later(Throwable failure) {
        LOG.debugf("Routing-service did not take it, told again soon: %s", failure.getMessage());
    }
}
