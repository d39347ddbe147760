package dev.sapa.gateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.peer.FollowRegistry.Interest;
import dev.sapa.gateway.peer.Following.State;
import dev.sapa.gateway.peer.Peer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is at one version, read from an event or from a view of chat-service.
 *
 * @param visitorId whose it is; null when that was not told
 * @param lastSeq   the position of its newest message at that version
 * @param elsewhere whether another desk answers it, so that it waits for nobody here
 */
public record Facts(
        UUID conversationId,
        UUID companyId,
        @Nullable UUID visitorId,
        @Nullable UUID departmentId,
        State state,
        long version,
        long lastSeq,
        boolean elsewhere) {

    /** From the {@code conversation} of an event; the event does not carry the agent's name. */
    static Facts ofEvent(JsonNode conversation, long version, StaffNames names) {
        var agentId = id(conversation.path("agent_id"));
        return of(
                conversation,
                id(conversation.path("visitor_id")),
                id(conversation.path("department_id")),
                agentId,
                agentId == null ? null : names.of(agentId),
                version);
    }

    /** From chat-service's view of a conversation. */
    public static Facts ofView(JsonNode view) {
        var agent = view.path("agent");
        var agentId = id(agent.path("id"));
        return of(
                view,
                id(view.path("visitor").path("id")),
                id(view.path("department").path("id")),
                agentId,
                agentId == null ? null : agent.path("name").asText(""),
                view.path("version").asLong());
    }

    private static Facts of(
            JsonNode node,
            @Nullable UUID visitorId,
            @Nullable UUID departmentId,
            @Nullable UUID agentId,
            @Nullable String agentName,
            long version) {
        return new Facts(
                UUID.fromString(node.path("id").asText()),
                UUID.fromString(node.path("company_id").asText()),
                visitorId,
                departmentId,
                new State(node.path("status").asText(""), node.path("responder").asText(""), agentId, agentName),
                version,
                node.path("last_seq").asLong(),
                !"sapa".equals(node.path("desk").asText("sapa")));
    }

    private static @Nullable UUID id(JsonNode node) {
        return node.isTextual() ? UUID.fromString(node.asText()) : null;
    }

    public boolean waiting() {
        return "waiting".equals(state.status()) && !elsewhere;
    }

    /** Whether the state can be shown as it is: its agent, if any, has a name. */
    boolean named() {
        return state.agentId() == null || state.agentName() != null;
    }

    Facts withAgentName(String name) {
        return new Facts(
                conversationId,
                companyId,
                visitorId,
                departmentId,
                new State(state.status(), state.responder(), state.agentId(), name),
                version,
                lastSeq,
                elsewhere);
    }

    /** Who is told of a message. */
    Interest interest() {
        return new Interest(companyId, state.agentId(), departmentId, waiting());
    }

    /** Who is told of a change: also those to whom it was up for taking before. */
    Interest interestInChange() {
        return new Interest(companyId, state.agentId(), departmentId, true);
    }

    /** Whether the staff socket is told of it without having joined: its own, or waiting where it helps; one without a department waits for everybody. */
    boolean concerns(Peer peer) {
        var staff = peer.staff();
        return staff != null
                && staff.companyId().equals(companyId)
                && (staff.id().equals(state.agentId()) || (waiting() && helps(peer, staff)));
    }

    private boolean helps(Peer peer, Staff staff) {
        return departmentId == null || staff.isOverseer() || peer.departments().contains(departmentId);
    }
}
