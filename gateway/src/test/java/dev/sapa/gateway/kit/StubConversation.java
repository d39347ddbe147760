package dev.sapa.gateway.kit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.gateway.kit.Tokens.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation that {@link StubServices} keeps, with the fields of chat-service's views and events. */
public final class StubConversation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public final UUID id = UUID.randomUUID();
    public final UUID company;
    public final UUID visitor = UUID.randomUUID();
    public final String sessionToken = "lcs_k1_" + UUID.randomUUID();
    final boolean open;
    private final List<ObjectNode> messages = new ArrayList<>();
    private String status = "waiting";
    private @Nullable Person agent;
    private @Nullable UUID department;
    private long version = 1;

    StubConversation(UUID company, boolean open) {
        this.company = company;
        this.open = open;
    }

    public synchronized StubConversation inDepartment(UUID id) {
        department = id;
        return this;
    }

    /** Gives it to an agent. */
    public synchronized StubConversation assign(Person to) {
        agent = to;
        status = "active";
        version++;
        return this;
    }

    public synchronized StubConversation close() {
        status = "closed";
        version++;
        return this;
    }

    synchronized boolean isClosed() {
        return status.equals("closed");
    }

    /** Commits a message; answers its view. */
    public synchronized ObjectNode commit(
            String author, @Nullable UUID authorId, String text, @Nullable String clientMsgId) {
        version++;
        var message = JSON.objectNode()
                .put("id", UUID.randomUUID().toString())
                .put("number", messages.size() + 1000L)
                .put("conversation_id", id.toString())
                .put("seq", messages.size() + 1L)
                .put("author", author)
                .put("author_id", authorId == null ? null : authorId.toString())
                .put("author_name", author)
                .put("message_type", "text")
                .put("text", text)
                .put("client_msg_id", clientMsgId)
                .put("posted_at", Instant.now().toString());
        message.putArray("attachments");
        messages.add(message);
        return message;
    }

    /** Commits messages of the visitor. */
    public StubConversation says(String... texts) {
        for (var text : texts) {
            commit("visitor", visitor, text, null);
        }
        return this;
    }

    synchronized @Nullable ObjectNode sent(String clientMsgId) {
        return messages.stream()
                .filter(message ->
                        clientMsgId.equals(message.path("client_msg_id").asText()))
                .findFirst()
                .orElse(null);
    }

    public synchronized long lastSeq() {
        return messages.size();
    }

    public synchronized long version() {
        return version;
    }

    public synchronized ObjectNode message(long seq) {
        return messages.get((int) seq - 1);
    }

    synchronized ArrayNode after(long seq, int limit) {
        var items = JSON.arrayNode();
        messages.stream().skip(seq).limit(limit).forEach(items::add);
        return items;
    }

    synchronized ObjectNode view() {
        var view = state();
        view.putObject("visitor").put("id", visitor.toString());
        if (agent == null) {
            view.putNull("agent");
        } else {
            view.putObject("agent").put("id", agent.id().toString()).put("name", agent.name());
        }
        if (department == null) {
            view.putNull("department");
        } else {
            view.putObject("department").put("id", department.toString()).put("name", "Department");
        }
        return view.put("version", version);
    }

    /** The {@code conversation} of an event. */
    synchronized ObjectNode inEvent() {
        return state().put("visitor_id", visitor.toString())
                .put("agent_id", agent == null ? null : agent.id().toString())
                .put("department_id", department == null ? null : department.toString());
    }

    private ObjectNode state() {
        return JSON.objectNode()
                .put("id", id.toString())
                .put("number", 5)
                .put("company_id", company.toString())
                .put("status", status)
                .put("responder", "agent")
                .put("last_seq", lastSeq());
    }

    synchronized @Nullable String agentId() {
        return agent == null ? null : agent.id().toString();
    }

    synchronized @Nullable String departmentId() {
        return department == null ? null : department.toString();
    }

    synchronized String status() {
        return status;
    }
}
