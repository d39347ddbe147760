package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationRead;
import dev.sapa.events.MessagePosted;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import dev.sapa.salesforce.conversation.ConversationListener;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a messaging session and its conversation at our desk alike: what the end user wrote goes there, what agents do comes
 * here. Each look does both and may be repeated at any time: what was done already is recognised on either side. Looks are
 * caused by what happens on either side, and now and then by the clock, so that a crash or an outage only delays.
 */
@ApplicationScoped
class DeskLink implements ConversationListener {

    private static final Logger LOG = Logger.getLogger(DeskLink.class);

    /** Marks conversations that come from here; they are never handed to Salesforce again. */
    static final String CHANNEL = "salesforce";

    private static final String PENDING = """
            select identifier, payload::text as payload_text, entry_type, role, app_type, subject, display_name,
                   related_record, client_timestamp, transcripted_at
            from emulator_entry where session_id = $1 and desk_pending order by entry_id limit 100
            """;
    private static final String BROUGHT = """
            update emulator_entry set desk_pending = false, desk_seq = $3
            where conversation_id = $1 and identifier = $2 and desk_pending
            """;
    private static final String UNSETTLED = """
            select session_id from emulator_session s
            where not desk_settled
              and ($1 or desk_conversation_id is null or desk_closing
                   or exists (select 1 from emulator_entry e where e.session_id = s.session_id and e.desk_pending))
            order by started_at limit 200
            """;
    private static final String READ = """
            update emulator_entry set read_told = true
            where session_id = $1 and role = 'EndUser' and not read_told and desk_seq <= $2
            returning identifier, desk_seq
            """;

    private final Ledger ledger;
    private final Sessions sessions;
    private final DeskClient client;
    private final DeskTyping signals;
    private final EventTransactions transactions;
    private final EmulatorSettings settings;

    /** Sessions that are being looked at, and whether to look again afterwards. */
    private final Map<UUID, Boolean> looking = new ConcurrentHashMap<>();

    /** Sessions that could not be looked at to the end; the clock looks again. */
    private final Set<UUID> failed = ConcurrentHashMap.newKeySet();

    DeskLink(
            Ledger ledger,
            Sessions sessions,
            DeskClient client,
            DeskTyping signals,
            EventTransactions transactions,
            EmulatorSettings settings) {
        this.ledger = ledger;
        this.sessions = sessions;
        this.client = client;
        this.signals = signals;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** Looks at a session soon; nobody waits for it. */
    void look(@Nullable UUID session) {
        if (session == null) {
            return;
        }
        if (looking.merge(session, false, (running, wanted) -> true)) {
            return;
        }
        alike(session).subscribe().with(done -> ended(session), failure -> {
            LOG.debugf("Session %s is looked at again later: %s", session, failure.getMessage());
            failed.add(session);
            ended(session);
        });
    }

    private void ended(UUID session) {
        var again = looking.remove(session);
        if (Boolean.TRUE.equals(again)) {
            look(session);
        }
    }

    @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> bringWhatWaits() {
        var again = List.copyOf(failed);
        failed.removeAll(again);
        again.forEach(this::look);
        return lookAt(false);
    }

    @Scheduled(every = "20s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> lookAtAll() {
        return lookAt(true);
    }

    private Uni<Void> lookAt(boolean all) {
        if (!settings.enabled()) {
            return Uni.createFrom().voidItem();
        }
        return transactions
                .readInConnection(
                        Scope.everyCompany(),
                        connection -> connection.preparedQuery(UNSETTLED).execute(Tuple.of(all)))
                .invoke(rows -> rows.forEach(row -> look(row.getUUID("session_id"))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> posted(Received<MessagePosted> event) {
        return isOurs(event.payload().conversation().channel())
                ? happened(event.companyId(), event.payload().conversation().id())
                : Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> changed(Received<ConversationChanged> event) {
        return isOurs(event.payload().conversation().channel())
                ? happened(event.companyId(), event.payload().conversation().id())
                : Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> read(Received<ConversationRead> event) {
        var read = event.payload();
        if (!settings.enabled() || read.reader() != MessagePosted.Author.AGENT) {
            return Uni.createFrom().voidItem();
        }
        return find(event.companyId(), read.conversationId())
                .chain(session -> session == null
                        ? Uni.createFrom().voidItem()
                        : change(session, (connection, now) -> tellRead(connection, now, read.seq())));
    }

    private boolean isOurs(String channel) {
        return settings.enabled() && channel.equals(CHANNEL);
    }

    /** A conversation that no session is known for yet is looked at when the session is told of it. */
    private Uni<Void> happened(UUID company, UUID conversation) {
        return find(company, conversation)
                .invoke(session -> look(session == null ? null : session.id()))
                .replaceWithVoid();
    }

    private Uni<@Nullable Session> find(UUID company, UUID conversation) {
        return ledger.reading(
                company, connection -> Ledger.session(connection, "s.desk_conversation_id = $1", conversation));
    }

    private Uni<Void> tellRead(SqlConnection connection, Session session, long seq) {
        return connection
                .preparedQuery(READ)
                .execute(Tuple.of(session.id(), seq))
                .chain(rows -> {
                    UUID last = null;
                    long highest = -1;
                    for (var row : rows) {
                        if (row.getLong("desk_seq") > highest) {
                            highest = row.getLong("desk_seq");
                            last = row.getUUID("identifier");
                        }
                    }
                    return last == null
                            ? Uni.createFrom().voidItem()
                            : sessions.acknowledge(connection, session, "Read", last);
                });
    }

    /** The end user types. */
    void typing(@Nullable Session session, boolean started) {
        if (session != null && session.deskId() != null) {
            signals.publish(session.deskId(), session.subject(), started);
        }
    }

    void agentTypes(@Observes DeskTyping.Typing typing) {
        transactions
                .readInConnection(
                        Scope.everyCompany(),
                        connection -> Ledger.session(connection, "s.desk_conversation_id = $1", typing.conversation()))
                .chain(session -> session == null || session.agent() == null
                        ? Uni.createFrom().voidItem()
                        : change(
                                session,
                                (connection, now) -> now.agent() == null
                                        ? Uni.createFrom().voidItem()
                                        : sessions.typing(connection, now, now.agent(), typing.started())))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("Typing was lost: %s", failure.getMessage()));
    }

    /** The end user has read what agents wrote. */
    void read(UUID sessionId, long seq) {
        transactions
                .readInConnection(
                        Scope.everyCompany(), connection -> Ledger.session(connection, "s.session_id = $1", sessionId))
                .chain(session -> session == null || session.deskId() == null || session.deskToken() == null
                        ? Uni.createFrom().nullItem()
                        : client.post(
                                path(session.deskId(), "/read"),
                                session.deskToken(),
                                Map.of(),
                                JsonNodeFactory.instance.objectNode().put("seq", seq)))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("A read horizon was lost: %s", failure.getMessage()));
    }

    private Uni<Void> alike(UUID id) {
        return transactions
                .readInConnection(
                        Scope.everyCompany(), connection -> Ledger.session(connection, "s.session_id = $1", id))
                .chain(session -> session == null || session.settled()
                        ? Uni.createFrom().voidItem()
                        : begun(session)
                                .chain(this::bringAll)
                                .chain(this::close)
                                .chain(this::fetch));
    }

    /** With its conversation at our desk; asking twice for the same key begins one. */
    private Uni<Session> begun(Session session) {
        if (session.deskId() != null) {
            return Uni.createFrom().item(session);
        }
        var attributes = Entry.tree(session.attributes());
        var body = JsonNodeFactory.instance.objectNode();
        body.put("topic", topic(attributes)).put("channel", CHANNEL).put("new", true);
        var visitor = body.putObject("visitor");
        visitor.put("browser_uuid", browserId(session)).put("name", name(session, attributes));
        if (attributes.path("_email").asText().matches("[^@\\s]+@[^@\\s]+")) {
            visitor.put("email", attributes.path("_email").asText());
        }
        if (attributes.hasNonNull("MSISDN")) {
            visitor.put("phone", attributes.path("MSISDN").asText());
        }
        return ledger.reading(session.companyId(), connection -> connection
                        .preparedQuery("select company from emulator_org where org_id = $1")
                        .execute(Tuple.of(session.orgId()))
                        .map(rows -> rows.iterator().next().getString("company")))
                .chain(company -> client.post(
                        "/conversations",
                        null,
                        Map.of("Idempotency-Key", "emulated-" + session.id(), "X-Company", company),
                        body))
                .map(DeskClient.Answer::expect)
                .chain(answer -> ledger.reading(session.companyId(), connection -> connection
                        .preparedQuery("""
                                update emulator_session set desk_conversation_id = $2, desk_token = $3
                                where session_id = $1
                                """)
                        .execute(Tuple.of(
                                session.id(),
                                UUID.fromString(answer.body().path("id").asText()),
                                answer.body().path("session_token").asText()))
                        .chain(() -> Ledger.session(connection, "s.session_id = $1", session.id()))))
                .map(Objects::requireNonNull);
    }

    /** Brings what the end user wrote, in its order. */
    private Uni<Session> bringAll(Session session) {
        return ledger.reading(
                        session.companyId(),
                        connection -> connection.preparedQuery(PENDING).execute(Tuple.of(session.id())))
                .chain(rows -> {
                    var entries = new ArrayList<Entry>(rows.rowCount());
                    rows.forEach(row -> entries.add(Entry.of(row)));
                    return Multi.createFrom()
                            .iterable(entries)
                            .onItem()
                            .transformToUniAndConcatenate(entry -> bring(session, entry))
                            .collect()
                            .last();
                })
                .replaceWith(session);
    }

    private Uni<Void> bring(Session session, Entry entry) {
        return message(session, entry)
                .chain(message ->
                        client.post(path(deskId(session), "/messages"), session.deskToken(), Map.of(), message))
                .chain(answer -> {
                    // Closed there meanwhile, or nothing that can be said there: no second try will help.
                    var refused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
                    var seq = refused
                            ? null
                            : answer.expect().body().at("/message/seq").asLong();
                    return change(session, (connection, now) -> connection
                            .preparedQuery(BROUGHT)
                            .execute(Tuple.of(session.conversationId(), entry.identifier(), seq))
                            .chain(rows -> rows.rowCount() == 0 || seq == null
                                    ? Uni.createFrom().voidItem()
                                    : sessions.acknowledge(connection, now, "Delivery", entry.identifier())));
                });
    }

    private Uni<ObjectNode> message(Session session, Entry entry) {
        var content = entry.payload().path("abstractMessage");
        var message = JsonNodeFactory.instance.objectNode();
        message.put("client_msg_id", entry.identifier().toString());
        if (!content.at("/staticContent/formatType").asText().equals("Attachments")) {
            return Uni.createFrom().item(message.put("text", written(content)));
        }
        return ledger.reading(session.companyId(), connection -> connection
                        .preparedQuery("select * from emulator_file where identifier = $1")
                        .execute(Tuple.of(entry.identifier()))
                        .map(Ledger::first))
                .chain(file -> file == null
                        ? Uni.createFrom().item(message.put("text", "(file)"))
                        : upload(session, file).map(attachment -> {
                            message.putArray("attachments").add(attachment);
                            message.put(
                                    "text", content.at("/staticContent/text").asText(file.getString("name")));
                            return message.put(
                                    "message_type",
                                    file.getString("content_type").startsWith("image/") ? "image" : "file");
                        }));
    }

    private Uni<JsonNode> upload(Session session, Row file) {
        return client.upload(
                        path(deskId(session), "/files"),
                        String.valueOf(session.deskToken()),
                        file.getString("name"),
                        file.getString("content_type"),
                        Buffer.buffer(file.getBuffer("content").getBytes()))
                .map(DeskClient.Answer::expect)
                .map(DeskClient.Answer::body);
    }

    private static String written(JsonNode content) {
        var text = content.at("/staticContent/text").asText("");
        if (!text.isEmpty()) {
            return text;
        }
        var chosen = new ArrayList<String>();
        content.findValues("title").forEach(title -> chosen.add(title.asText()));
        content.findValues("textValue").forEach(value -> chosen.add(value.asText()));
        return chosen.isEmpty() ? "(a message that cannot be shown here)" : String.join(", ", chosen);
    }

    /** Closes there what the end user closed here. */
    private Uni<Session> close(Session session) {
        if (!session.closing()) {
            return Uni.createFrom().item(session);
        }
        return client.post(
                        path(deskId(session), "/close"),
                        session.deskToken(),
                        Map.of(),
                        JsonNodeFactory.instance.objectNode())
                .invoke(answer -> {
                    if (answer.status() != 409) {
                        answer.expect();
                    }
                })
                .replaceWith(session);
    }

    /** Takes over what happened there. */
    private Uni<Void> fetch(Session session) {
        var token = String.valueOf(session.deskToken());
        return client.get(path(deskId(session), ""), token)
                .map(DeskClient.Answer::expect)
                .chain(view -> client.get(
                                path(deskId(session), "/messages?limit=500&after_seq=" + session.deskSeq()), token)
                        .map(DeskClient.Answer::expect)
                        .chain(messages -> change(
                                session,
                                (connection, now) -> takeOver(connection, now, view.body(), messages.body()))));
    }

    private Uni<Void> takeOver(SqlConnection connection, Session session, JsonNode view, JsonNode messages) {
        var words = new ArrayList<JsonNode>();
        messages.path("items").forEach(message -> {
            if (message.path("seq").asLong() > session.deskSeq()) {
                words.add(message);
            }
        });
        long last = words.isEmpty()
                ? session.deskSeq()
                : words.get(words.size() - 1).path("seq").asLong();
        var complete = last >= view.path("last_seq").asLong();
        var closed = view.path("status").asText().equals("closed");
        return attend(connection, session, view)
                .chain(() -> say(connection, session, words))
                .chain(() -> connection
                        .preparedQuery(
                                "update emulator_session set desk_seq = $2, desk_settled = $3 where session_id = $1")
                        .execute(Tuple.of(session.id(), last, closed && complete)))
                .chain(() -> closed && complete
                        ? again(connection, session).chain(now -> sessions.end(connection, now, endedBy(view)))
                        : Uni.createFrom().voidItem())
                .invoke(() -> {
                    if (!complete) {
                        look(session.id());
                    }
                });
    }

    private Uni<Void> attend(SqlConnection connection, Session session, JsonNode view) {
        var agent = view.path("agent");
        if (view.path("status").asText().equals("closed")) {
            return Uni.createFrom().voidItem();
        }
        if (agent.hasNonNull("id")) {
            return sessions.join(
                    connection,
                    session,
                    agent(agent.path("id").asText(), agent.path("name").asText("Agent")));
        }
        return sessions.leave(connection, session);
    }

    private Uni<Void> say(SqlConnection connection, Session session, List<JsonNode> words) {
        return Multi.createFrom()
                .iterable(words)
                .onItem()
                .transformToUniAndConcatenate(
                        message -> switch (message.path("author").asText()) {
                            case "agent" ->
                                again(connection, session)
                                        .chain(now -> now.agent() == null
                                                ? sessions.join(connection, now, author(message))
                                                : Uni.createFrom().voidItem())
                                        .chain(() -> say(connection, session, message, author(message)));
                            case "bot" ->
                                say(
                                        connection,
                                        session,
                                        message,
                                        Party.bot(message.path("author_name").asText("Bot")));
                            default -> Uni.createFrom().voidItem();
                        })
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> say(SqlConnection connection, Session session, JsonNode message, Party by) {
        var id = UUID.fromString(message.path("id").asText());
        var text = message.path("text").asText("");
        var attachments = JsonNodeFactory.instance.arrayNode();
        message.path("attachments")
                .forEach(file -> attachments.add(Payloads.attachment(
                        file.path("id").asText(UUID.randomUUID().toString()),
                        file.path("name").asText("file"),
                        file.path("content_type").asText("application/octet-stream"),
                        absolute(file.path("url").asText()))));
        var payload = attachments.isEmpty()
                ? Payloads.text(id, text)
                : Payloads.attachments(id, text.isBlank() ? null : text, attachments);
        return sessions.say(
                        connection,
                        session,
                        by,
                        id,
                        payload,
                        message.path("seq").asLong())
                .replaceWithVoid();
    }

    private static Party author(JsonNode message) {
        return agent(
                message.path("author_id").asText(), message.path("author_name").asText("Agent"));
    }

    /** Ids of Salesforce's users have fifteen characters. */
    private static Party agent(String id, String name) {
        return Party.agent("005" + id.replace("-", "").substring(20), name);
    }

    private static String endedBy(JsonNode view) {
        var reason = view.path("close_reason").asText();
        return reason.equals("cancelled") || reason.equals("ended-by-visitor") ? "EndUser" : "Agent";
    }

    private String absolute(String url) {
        return url.startsWith("/") ? settings.publicUrl().replaceFirst("/+$", "") + url : url;
    }

    /** Changes a session as it is once its end user's row is locked. */
    private Uni<Void> change(Session session, BiFunction<SqlConnection, Session, Uni<Void>> work) {
        return ledger.changing(
                session.companyId(), session.orgId(), session.subject(), connection -> again(connection, session)
                        .chain(now -> work.apply(connection, now)));
    }

    private static Uni<Session> again(SqlConnection connection, Session session) {
        return Ledger.session(connection, "s.session_id = $1", session.id()).map(Objects::requireNonNull);
    }

    private static UUID deskId(Session session) {
        return Objects.requireNonNull(session.deskId());
    }

    private static String path(UUID conversation, String part) {
        return "/conversations/" + conversation + part;
    }

    private static String topic(JsonNode attributes) {
        for (var name : new String[] {"Topic", "_subject", "Chat_Source"}) {
            if (!attributes.path(name).asText().isBlank()) {
                return attributes.path(name).asText();
            }
        }
        return "Salesforce chat";
    }

    private static String name(Session session, JsonNode attributes) {
        var name = (attributes.path("_firstName").asText() + " "
                        + attributes.path("_lastName").asText())
                .strip();
        return name.isEmpty() ? session.displayName() : name;
    }

    /** The same visitor each time the same end user comes. */
    private static String browserId(Session session) {
        return "salesforce-"
                + UUID.nameUUIDFromBytes((session.orgId() + " " + session.subject()).getBytes(StandardCharsets.UTF_8));
    }
}
