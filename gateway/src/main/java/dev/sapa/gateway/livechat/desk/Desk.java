package dev.sapa.gateway.livechat.desk;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeCalls;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.session.Messages;
import dev.sapa.gateway.livechat.session.SessionItem;
import dev.sapa.gateway.signal.Attendance;
import dev.sapa.gateway.signal.Connections;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff users do with one session: look at it, assign it, hand it on, close it. */
@ApplicationScoped
class Desk {

    private static final Attempt MOVE = Attempt.failingWith("Failed to assign agent")
            .saying(Attempt.NO_CONVERSATION, 400, "chat session not found")
            .saying("agent-not-found", 400, "agent not found")
            .saying("department-not-found", 400, "department not found")
            .saying("not-an-agent", 400, "user is not an agent")
            .saying(Attempt.CLOSED, 400, "session is already closed");
    private static final Attempt HAND_ON = MOVE.renamed("Failed to transfer session");
    private static final Attempt CLOSE = Attempt.failingWith("Failed to close session")
            .saying(Attempt.NO_CONVERSATION, 400, "chat session not found")
            .saying(Attempt.CLOSED, 400, "session is already closed");
    private static final Attempt READ =
            Attempt.failingWith("Failed to get session").sayingSessionNotFound();

    private final NativeCalls services;
    private final Delivery delivery;
    private final Attendance attendance;

    Desk(NativeCalls services, Delivery delivery, Attendance attendance) {
        this.services = services;
        this.delivery = delivery;
        this.attendance = attendance;
    }

    /** Routing-service's assignment, by a person's own decision. */
    record Assignment(UUID agentId, String kind) {}

    record ConnectionStatus(UUID sessionId, Connections connectionStatus) {}

    Uni<Envelope<SessionItem>> assign(Staff by, @Nullable AssignRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("session_id");
        }
        var conversation = Field.uuid("session_id", request.sessionId());
        var assignment = new Assignment(Field.uuid("agent_id", request.agentId()), "manual");
        var call = Call.post(Service.ROUTING, "/conversations/" + conversation + "/assignments")
                .json(assignment);
        return moved(services.answer(by, call, MOVE, http), "Agent assigned successfully");
    }

    Uni<Envelope<SessionItem>> transfer(Staff by, @Nullable TransferRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("session_id");
        }
        var conversation = Field.uuid("session_id", request.sessionId());
        if (request.namesDesk()) {
            return toDesk(by, conversation, request.toDesk(), http);
        }
        var call = Call.post(Service.ROUTING, "/conversations/" + conversation + "/transfers")
                .json(request.transfer());
        return moved(services.answer(by, call, HAND_ON, http), "Session transferred successfully");
    }

    private Uni<Envelope<SessionItem>> toDesk(
            Staff by, UUID conversation, TransferRequest.ToDesk transfer, RoutingContext http) {
        var call = Call.post(Service.CHAT, "/conversations/" + conversation + "/transfer")
                .json(transfer);
        return services.answer(by, call, HAND_ON, http)
                .invoke(this::tell)
                .map(moved -> Envelope.of("Session transferred successfully", SessionItem.of(moved)));
    }

    private Uni<Envelope<SessionItem>> moved(Uni<NativeObject> decision, String message) {
        return decision.map(made -> new NativeObject(made.json().path("conversation")))
                .invoke(this::tell)
                .map(conversation -> Envelope.of(message, SessionItem.of(conversation)));
    }

    Uni<Envelope<SessionItem>> close(Staff by, @Nullable CloseRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("session_id");
        }
        var conversation = Field.uuid("session_id", request.sessionId());
        var call = Call.post(Service.CHAT, "/conversations/" + conversation + "/close")
                .json(request.closing());
        return services.answer(by, call, CLOSE, http)
                .invoke(this::tell)
                .map(closed -> Envelope.of("Session closed successfully", SessionItem.of(closed)));
    }

    Uni<Envelope<SessionDetail>> session(Staff asker, UUID conversation, RoutingContext http) {
        var path = "/conversations/" + conversation;
        var view = Call.get(Service.CHAT, path + "?include=contact,log,tags");
        var messages = Call.get(Service.CHAT, path + "/messages?limit=" + Messages.MOST);
        return services.answer(asker, view, READ, http)
                .chain(found -> services.answer(asker, messages, READ, http).map(page -> SessionDetail.of(found, page)))
                .map(detail -> Envelope.of("Session retrieved successfully", detail));
    }

    /** What was done with the session, oldest first. */
    Uni<Envelope<List<LogItem>>> logs(Staff asker, UUID conversation, RoutingContext http) {
        var call = Call.get(Service.CHAT, "/conversations/" + conversation + "/log");
        return services.answer(asker, call, READ, http)
                .map(log -> log.objects("items").stream().map(LogItem::of).toList())
                .map(items -> Envelope.of("Session logs retrieved successfully", items));
    }

    /** Who is connected to the session now, over all gateways; for those who may see it. */
    Uni<Envelope<ConnectionStatus>> connections(Staff asker, UUID conversation, RoutingContext http) {
        return services.answer(asker, Call.get(Service.CHAT, "/conversations/" + conversation), READ, http)
                .chain(visible -> attendance.count(conversation))
                .map(counted -> Envelope.of(
                        "Connection status retrieved successfully", new ConnectionStatus(conversation, counted)));
    }

    /** This gateway's own sockets at once; the others hear of it through Kafka. */
    private void tell(NativeObject conversation) {
        delivery.changed(Facts.ofView(conversation.json()));
    }
}
