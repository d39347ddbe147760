package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.delivery.Delivery;
import dev.sapa.gateway.delivery.Facts;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff users do with one session: look at it, assign it, close it. */
@ApplicationScoped
class Desk {

    private final Upstream upstream;
    private final Delivery delivery;

    Desk(Upstream upstream, Delivery delivery) {
        this.upstream = upstream;
        this.delivery = delivery;
    }

    /** Routing-service's assignment, by a person's own decision. */
    record Assignment(UUID agentId, String kind) {}

    record SessionDetail(@JsonUnwrapped SessionItem session, List<MessageItem> messages) {}

    Uni<Envelope<SessionItem>> assign(Staff by, @Nullable AssignRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("session_id");
        }
        var conversation = Field.uuid("session_id", request.sessionId());
        var assignment = new Assignment(Field.uuid("agent_id", request.agentId()), "manual");
        var call = Call.post(Service.ROUTING, "/conversations/" + conversation + "/assignments")
                .json(assignment);
        return answer(by, call, Attempt.ASSIGN, http)
                .map(assigned -> new NativeObject(assigned.json().path("conversation")))
                .invoke(this::tell)
                .map(assigned -> Envelope.of("Agent assigned successfully", SessionItem.of(assigned)));
    }

    Uni<Envelope<SessionItem>> close(Staff by, @Nullable CloseRequest request, RoutingContext http) {
        if (request == null) {
            throw LivechatProblem.missing("session_id");
        }
        var conversation = Field.uuid("session_id", request.sessionId());
        var call = Call.post(Service.CHAT, "/conversations/" + conversation + "/close")
                .json(request.closing());
        return answer(by, call, Attempt.CLOSE, http)
                .invoke(this::tell)
                .map(closed -> Envelope.of("Session closed successfully", SessionItem.of(closed)));
    }

    Uni<Envelope<SessionDetail>> session(Staff asker, UUID conversation, RoutingContext http) {
        var path = "/conversations/" + conversation;
        var messages = path + "/messages?limit=" + Messages.MOST;
        return answer(asker, Call.get(Service.CHAT, path), Attempt.READ_SESSION, http)
                .map(SessionItem::of)
                .chain(session -> answer(asker, Call.get(Service.CHAT, messages), Attempt.READ_SESSION, http)
                        .map(page -> new SessionDetail(session, Messages.items(page))))
                .map(detail -> Envelope.of("Session retrieved successfully", detail));
    }

    /** This gateway's own sockets at once; the others hear of it through Kafka. */
    private void tell(NativeObject conversation) {
        delivery.changed(Facts.ofView(conversation.json()));
    }

    private Uni<NativeObject> answer(Staff by, Call call, Attempt attempt, RoutingContext http) {
        return upstream.call(call.bearer(by.token()).onBehalfOf(Trail.of(http)))
                .map(attempt::bodyOf)
                .onFailure(HttpProblem.class)
                .transform(attempt::refusal);
    }
}
