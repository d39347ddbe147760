package dev.sapa.gateway.socketio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.socketio.chat.RoomKeeper.Unserved;
import dev.sapa.gateway.socketio.engine.EngineSession;
import dev.sapa.gateway.socketio.engine.EngineSettings;
import dev.sapa.gateway.socketio.engine.SessionAcceptor;
import dev.sapa.gateway.socketio.engine.SessionListener;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets clients in by their company's token, and sends them away when it expires. */
@ApplicationScoped
class Reception implements SessionAcceptor, Client.Desk {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final String MISSING = "Authentication token is missing";
    private static final String REFUSED = "Authentication token is invalid or has expired";
    private static final String UNAVAILABLE = "The service is not available at the moment, try again";

    private final Vertx vertx;
    private final Vouching vouching;
    private final Upstream upstream;
    private final Audience audience;
    private final RoomKeeper keeper;
    private final Roster roster;
    private final Conduct conduct;
    private final EngineSettings settings;
    private final Counter refusals;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    Reception(
            Vertx vertx,
            Vouching vouching,
            Upstream upstream,
            Audience audience,
            RoomKeeper keeper,
            Roster roster,
            Conduct conduct,
            EngineSettings settings,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.vouching = vouching;
        this.upstream = upstream;
        this.audience = audience;
        this.keeper = keeper;
        this.roster = roster;
        this.conduct = conduct;
        this.settings = settings;
        this.refusals = meters.counter("sapa.gateway.socketio.refused");
    }

    void start(@Observes StartupEvent started) {
        vertx.setPeriodic(LOOK.toMillis(), tick -> clients.forEach(client -> client.run(() -> look(client))));
    }

    private void look(Client client) {
        if (client.session().isOver()) {
            clients.remove(client);
        } else if (client.isConnected()) {
            if (!client.identity().expiresAt().isAfter(Instant.now())) {
                client.disconnect("The token has expired");
            }
        } else if (client.isNew()
                && System.nanoTime() - client.session().openedAt()
                        > settings.connectTimeout().toNanos()) {
            client.session().close();
        }
    }

    @Override
    public SessionListener accept(EngineSession session) {
        var client = new Client(session, this, settings.pendingEvents());
        clients.add(client);
        return client;
    }

    @Override
    public void connect(Client client, @Nullable String given) {
        var token = given == null ? client.session().token() : given;
        if (token == null || token.isBlank()) {
            refuse(client, MISSING);
            return;
        }
        persistently(() -> vouching.pass(token, client.session().trail().next()))
                .emitOn(client::run)
                .invoke(pass -> client.prove(token, pass))
                .chain(pass -> pass.identity().isAdmin() ? admin(client) : user(client))
                .emitOn(client::run)
                .subscribe()
                .with(enter -> enter(client, enter), failure -> client.run(() -> fail(client, failure)));
    }

    private static void enter(Client client, Runnable enter) {
        if (!client.isGone()) {
            client.enter(enter);
        }
    }

    private void fail(Client client, Throwable failure) {
        if (client.pass() != null) {
            audience.leave(client);
        }
        refuse(client, RoomKeeper.isTransientButNotRefused(failure) ? UNAVAILABLE : REFUSED);
    }

    private void refuse(Client client, String message) {
        refusals.increment();
        client.refuse(message);
    }

    private static <T> Uni<T> persistently(Supplier<Uni<T>> question) {
        return Uni.createFrom()
                .<T>deferred(() -> question.get())
                .onFailure(RoomKeeper::isTransientButNotRefused)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(PATIENCE.toMillis());
    }

    private Uni<Runnable> admin(Client client) {
        var company = client.identity().companyId();
        return Uni.createFrom().item(company).invoke(() -> join(client)).chain(() -> Uni.combine()
                .all()
                .unis(persistently(() -> keeper.unservedOfCompany(company)), roster.list(company))
                .with((unserved, list) -> greetingAdmin(client, list, unserved)));
    }

    private void join(Client client) {
        if (client.isGone()) {
            throw new IllegalStateException("The client is gone");
        }
        audience.join(client);
    }

    private Runnable greetingAdmin(Client client, ObjectNode list, List<Unserved> unserved) {
        return () -> {
            client.emit("user_list", list);
            serve(client, Positions.STAFF, unserved);
        };
    }

    private Uni<Runnable> user(Client client) {
        return visitor(client)
                .emitOn(client::run)
                .invoke(visitor -> {
                    client.setVisitorId(visitor);
                    join(client);
                })
                .chain(visitor -> persistently(
                        () -> keeper.unservedOfVisitor(client.identity().companyId(), visitor)))
                .map(unserved -> () -> {
                    serve(client, Positions.VISITOR, unserved);
                    client.announce();
                    roster.arrived(client.identity());
                });
    }

    private Uni<UUID> visitor(Client client) {
        return persistently(() -> conduct.acting(
                                client,
                                token -> upstream.call(Call.post(Service.CHAT, "/serving/visitor")
                                        .bearer(token)
                                        .asRepeatable()
                                        .onBehalfOf(client.session().trail().next())))
                        .map(Answer::orThrow))
                .map(view -> UUID.fromString(view.path("visitor_id").asText()));
    }

    private void serve(Client client, String side, List<Unserved> unserved) {
        Consumer<Unserved> each = one -> audience.serve(client, side, one.said(), one.visitorName());
        unserved.forEach(each);
    }

    @Override
    public Uni<JsonNode> event(Client client, String name, JsonNode data) {
        return conduct.event(client, name, data);
    }

    @Override
    public void left(Client client) {
        clients.remove(client);
        audience.leave(client);
        if (client.isAnnounced()) {
            roster.left(client.identity());
        }
    }
}
