package dev.sapa.gateway.socketio.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.ServiceToken;
import dev.sapa.gateway.delivery.Message;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Reads from chat-service what rooms and newcomers lack. */
@ApplicationScoped
class RoomKeeper {

    private static final Logger LOG = Logger.getLogger(RoomKeeper.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int UNAUTHORIZED = 401;
    private static final int RANGE = 200;

    private final Upstream upstream;
    private final ServiceToken serviceToken;

    RoomKeeper(Upstream upstream, ServiceToken serviceToken) {
        this.upstream = upstream;
        this.serviceToken = serviceToken;
    }

    /** A message that a side has not seen, with the name of the visitor whose conversation it is in. */
    record Unserved(Said said, String visitorName) {}

    /** Brings the room up to date and does not wait for it; tries on while chat-service is away and the room wanted. */
    void fill(Room room, Consumer<Said> tell, BooleanSupplier wanted) {
        Uni.createFrom()
                .deferred(() -> know(room).chain(() -> catchUp(room, tell)))
                .onFailure(failure -> isTransient(failure) && wanted.getAsBoolean())
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(done -> {}, failure -> {
                    LOG.debugf("A conversation could not be read: %s", failure.getMessage());
                    room.giveUp();
                });
    }

    private Uni<Void> know(Room room) {
        if (room.isKnown()) {
            return Uni.createFrom().voidItem();
        }
        return get("/serving/conversations/" + room.id())
                .invoke(view -> room.know(
                        view.path("visitor_name").asText(),
                        Math.min(
                                view.path("visitor_seq").asLong(),
                                view.path("staff_seq").asLong())))
                .replaceWithVoid();
    }

    private Uni<Void> catchUp(Room room, Consumer<Said> tell) {
        if (room.catchUp(tell)) {
            return Uni.createFrom().voidItem();
        }
        return get("/conversations/" + room.id() + "/messages?after_seq=" + room.told() + "&limit=" + RANGE)
                .invoke(page -> room.fill(saidIn(room.id(), page), tell))
                .chain(() -> catchUp(room, tell));
    }

    private static List<Said> saidIn(UUID conversation, JsonNode page) {
        var said = new ArrayList<Said>();
        page.path("items").forEach(item -> said.add(Said.of(Message.ofView(conversation, item))));
        return said;
    }

    /** What nobody of the company has seen. */
    Uni<List<Unserved>> unservedOfCompany(UUID company) {
        return get("/serving/companies/" + company + "/unserved").map(RoomKeeper::unserved);
    }

    Uni<List<Unserved>> unservedOfVisitor(UUID company, UUID visitor) {
        return get("/serving/visitors/" + visitor + "/unserved?company_id=" + company)
                .map(RoomKeeper::unserved);
    }

    private static List<Unserved> unserved(JsonNode view) {
        var unserved = new ArrayList<Unserved>();
        for (var item : view.path("items")) {
            var message = item.path("message");
            var conversation = UUID.fromString(message.path("conversation_id").asText());
            unserved.add(new Unserved(
                    Said.of(Message.ofView(conversation, message)),
                    item.path("visitor_name").asText()));
        }
        return unserved;
    }

    private Uni<JsonNode> get(String path) {
        return serviceToken
                .get()
                .chain(token -> upstream.call(Call.get(Service.CHAT, path).bearer(token)))
                .invoke(this::forgetRefusedToken)
                .map(Answer::orThrow);
    }

    private void forgetRefusedToken(Answer answer) {
        if (answer.status() == UNAUTHORIZED) {
            serviceToken.forget();
        }
    }

    /** Whether the same may succeed later, where a refusal is about a client's own credential. */
    static boolean isTransientButNotRefused(Throwable failure) {
        return isTransient(failure)
                && !(failure instanceof HttpProblem problem && problem.getStatusCode() == UNAUTHORIZED);
    }

    /** Whether the same may succeed later; a refused service token is replaced by another. */
    static boolean isTransient(Throwable failure) {
        return !(failure instanceof HttpProblem problem)
                || problem.getStatusCode() == UNAUTHORIZED
                || problem.getStatusCode() == 429
                || problem.getStatusCode() >= 500;
    }
}
