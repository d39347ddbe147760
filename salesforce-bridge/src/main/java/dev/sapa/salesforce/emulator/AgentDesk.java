package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Plays the agent in Salesforce, for tests that do not want a desk. */
@ApplicationScoped
class AgentDesk {

    private static final String NEWEST = "s.conversation_id = $1 order by s.started_at desc limit 1";

    private final Ledger ledger;
    private final Sessions sessions;
    private final EventTransactions transactions;

    AgentDesk(Ledger ledger, Sessions sessions, EventTransactions transactions) {
        this.ledger = ledger;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /**
     * Does one thing to the conversation's newest session.
     *
     * @param act what is done; {@code request} says more where more is needed
     */
    Uni<ObjectNode> act(UUID conversation, String act, JsonNode request) {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> Ledger.session(connection, NEWEST, conversation))
                .chain(session -> {
                    if (session == null) {
                        throw EmulatedFailure.notFound();
                    }
                    return change(session, (connection, now) -> act(connection, now, act, request));
                });
    }

    private Uni<ObjectNode> act(SqlConnection connection, Session session, String act, JsonNode request) {
        return switch (act) {
            case "join", "transfer" -> done(sessions.join(connection, session, named(request)));
            case "leave" -> done(sessions.leave(connection, session));
            case "end" ->
                done(sessions.end(connection, session, request.path("role").asText("Agent")));
            case "inactive" -> done(sessions.inactive(connection, session));
            case "queue" ->
                done(sessions.queuePosition(
                        connection, session, request.path("position").asInt(1)));
            case "fail-routing" ->
                done(sessions.routingFailed(
                        connection, session, request.path("type").asText("Initial")));
            case "typing" ->
                done(sessions.typing(
                        connection,
                        session,
                        speaker(session),
                        request.path("is_typing").asBoolean(true)));
            case "deliver", "read" ->
                done(sessions.acknowledge(
                        connection,
                        session,
                        act.equals("read") ? "Read" : "Delivery",
                        UUID.fromString(request.path("entry_id").asText())));
            case "say", "attach" -> say(connection, session, act, request);
            default -> throw EmulatedFailure.badRequest("An agent cannot " + act);
        };
    }

    private Uni<ObjectNode> say(SqlConnection connection, Session session, String act, JsonNode request) {
        var id = request.hasNonNull("id") ? UUID.fromString(request.path("id").asText()) : UUID.randomUUID();
        var text = request.path("text").asText("");
        var payload = act.equals("say")
                ? Payloads.text(id, text)
                : Payloads.attachments(
                        id,
                        text.isEmpty() ? null : text,
                        JsonNodeFactory.instance
                                .arrayNode()
                                .add(Payloads.attachment(
                                        UUID.randomUUID().toString(),
                                        request.path("name").asText("file.pdf"),
                                        request.path("content_type").asText("application/pdf"),
                                        request.path("url").asText())));
        var by = request.path("role").asText().equals("Chatbot")
                ? Party.bot(request.path("name").asText("Bot"))
                : speaker(session);
        return sessions.say(connection, session, by, id, payload, null)
                .replaceWith(JsonNodeFactory.instance.objectNode().put("id", id.toString()));
    }

    /** What is known of a conversation, for tests to look at. */
    Uni<ObjectNode> look(UUID conversation) {
        return transactions.readInConnection(
                Scope.everyCompany(),
                connection -> Ledger.session(connection, NEWEST, conversation).chain(session -> {
                    if (session == null) {
                        throw EmulatedFailure.notFound();
                    }
                    return connection
                            .preparedQuery("""
                                    select *, payload::text as payload_text from emulator_entry
                                    where conversation_id = $1 order by entry_id
                                    """)
                            .execute(Tuple.of(conversation))
                            .chain(rows -> transcript(connection, session).map(transcript -> {
                                var view = JsonNodeFactory.instance
                                        .objectNode()
                                        .put("record_id", session.recordId())
                                        .put("status", session.status())
                                        .put("subject", session.subject())
                                        .put("org_id", session.orgId());
                                view.set("routing_attributes", Entry.tree(session.attributes()));
                                view.put(
                                        "desk_conversation_id",
                                        session.deskId() == null
                                                ? null
                                                : session.deskId().toString());
                                var entries = view.putArray("entries");
                                rows.forEach(row -> entries.add(Entry.of(row).listed(false)));
                                view.put("transcript", transcript);
                                return view;
                            }));
                }));
    }

    private static Uni<@Nullable String> transcript(SqlConnection connection, Session session) {
        return connection
                .preparedQuery("select transcript from emulator_session where session_id = $1")
                .execute(Tuple.of(session.id()))
                .map(rows ->
                        rows.rowCount() == 0 ? null : rows.iterator().next().getString("transcript"));
    }

    /** The conversations of an org, the newest first, each as it was begun. */
    Uni<ArrayNode> list(String org) {
        return transactions.readInConnection(Scope.everyCompany(), connection -> connection
                .preparedQuery("""
                        select c.conversation_id, c.subject, c.closed_at is not null as closed, s.status,
                               s.attributes::text as attributes
                          from emulator_conversation c
                          join lateral (select status, attributes from emulator_session
                                         where conversation_id = c.conversation_id
                                         order by started_at desc limit 1) s on true
                         where c.org_id = $1 order by c.started_at desc limit 1000
                        """)
                .execute(Tuple.of(Org.idOf(org)))
                .map(rows -> {
                    var list = JsonNodeFactory.instance.arrayNode();
                    rows.forEach(row -> list.addObject()
                            .put("id", row.getUUID("conversation_id").toString())
                            .put("subject", row.getString("subject"))
                            .put("closed", row.getBoolean("closed"))
                            .put("status", row.getString("status"))
                            .set("routing_attributes", Entry.tree(row.getString("attributes"))));
                    return list;
                }));
    }

    private Uni<ObjectNode> change(Session session, BiFunction<SqlConnection, Session, Uni<ObjectNode>> work) {
        return ledger.changing(session.companyId(), session.orgId(), session.subject(), connection -> Ledger.session(
                        connection, "s.session_id = $1", session.id())
                .chain(now -> work.apply(connection, now == null ? session : now)));
    }

    private static Uni<ObjectNode> done(Uni<Void> work) {
        return work.replaceWith(() -> JsonNodeFactory.instance.objectNode().put("done", true));
    }

    private static Party named(JsonNode request) {
        return Party.agent(
                request.path("subject").asText("005000000000001"),
                request.path("name").asText("Dewi"));
    }

    private static Party speaker(Session session) {
        var agent = session.agent();
        return agent == null ? Party.agent("005000000000001", "Dewi") : agent;
    }
}
