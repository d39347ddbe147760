package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an end user can do: the rules of the vendor's chat API. */
@ApplicationScoped
class Conversations {

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern LINK = Pattern.compile("^https?://\\S+|https?://\\S+$");
    private static final Set<String> MESSAGE_TYPES =
            Set.of("StaticContentMessage", "ChoicesResponseMessage", "FormResponseMessage");
    private static final int MOST_LISTED = 50;

    private static final String FIND = "select * from emulator_conversation where conversation_id = $1";
    private static final String OPEN_SESSION = "s.conversation_id = $1 and s.status <> 'Ended'";
    private static final String RECENT = """
            select count(*) from emulator_entry
            where conversation_id = $1 and role = 'EndUser' and entry_type = 'Message' and transcripted_at > $2
            """;

    private final Ledger ledger;
    private final Sessions sessions;
    private final DeskLink desk;
    private final EmulatorSettings settings;
    private final Clock clock;

    Conversations(Ledger ledger, Sessions sessions, DeskLink desk, EmulatorSettings settings, Clock clock) {
        this.ledger = ledger;
        this.sessions = sessions;
        this.desk = desk;
        this.settings = settings;
        this.clock = clock;
    }

    Uni<Void> create(EndUser user, JsonNode request) {
        requireDeployment(user, request.path("esDeveloperName"));
        var id = conversationId(request.path("conversationId").asText());
        var attributes = known(request.path("routingAttributes"));
        return changing(user, connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(id))
                        .map(Ledger::first)
                        .chain(found -> found == null
                                ? begin(connection, user, id, attributes)
                                : again(user, found).replaceWith(id)))
                .invoke(desk::look)
                .replaceWithVoid();
    }

    private Uni<Void> again(EndUser user, Row found) {
        if (!isOwn(user, found)) {
            throw EmulatedFailure.denied();
        }
        if (!user.org().switches().acceptDuplicates()) {
            throw EmulatedFailure.duplicate();
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<UUID> begin(SqlConnection connection, EndUser user, UUID id, ObjectNode attributes) {
        return connection
                .preparedQuery("""
                        insert into emulator_conversation (conversation_id, org_id, subject, company_id, started_at)
                        values ($1, $2, $3, $4, $5)
                        """)
                .execute(Tuple.of(
                        id, user.org().id(), user.subject(), user.org().companyId(), now().atOffset(ZoneOffset.UTC)))
                .chain(() -> sessions.begin(connection, user, id, attributes));
    }

    Uni<ObjectNode> message(EndUser user, UUID conversation, JsonNode request) {
        requireDeployment(user, request.path("esDeveloperName"));
        var message = request.path("message");
        var id = messageId(message.path("id").asText());
        if (!MESSAGE_TYPES.contains(message.path("messageType").asText())) {
            throw EmulatedFailure.badRequest("message.messageType is not one of " + MESSAGE_TYPES);
        }
        if (message.path("messageType").asText().equals("StaticContentMessage")
                && message.at("/staticContent/text").asText().isBlank()) {
            throw EmulatedFailure.badRequest("message.staticContent.text is required");
        }
        var payload = Payloads.message(id, ((ObjectNode) message).deepCopy());
        return say(user, conversation, request, id, payload, null);
    }

    /** A file as it came over the wire. */
    record Upload(String name, String contentType, Buffer content) {}

    Uni<ObjectNode> file(EndUser user, UUID conversation, JsonNode request, Upload upload) {
        requireDeployment(user, request.path("esDeveloperName"));
        var message = request.path("message");
        var id = messageId(message.path("id").asText());
        var fileId = messageId(message.path("fileId").asText());
        if (upload.content().length() > settings.mostFileBytes()) {
            throw EmulatedFailure.of(413, "The file is larger than " + settings.mostFileBytes() + " bytes");
        }
        var attachments = JsonNodeFactory.instance
                .arrayNode()
                .add(Payloads.attachment(fileId.toString(), upload.name(), upload.contentType(), null));
        var text = message.path("text").asText("");
        return say(
                user,
                conversation,
                request,
                id,
                Payloads.attachments(id, text.isBlank() ? null : text, attachments),
                upload);
    }

    private Uni<ObjectNode> say(
            EndUser user, UUID conversation, JsonNode request, UUID id, ObjectNode payload, @Nullable Upload upload) {
        var now = now().toEpochMilli();
        return changing(user, connection -> own(connection, user, conversation, true)
                        .chain(() -> requirePace(connection, user, conversation))
                        .chain(() -> session(connection, user, conversation, request))
                        .call(session -> upload == null
                                ? Uni.createFrom().voidItem()
                                : keepFile(connection, session.companyId(), id, upload))
                        .call(session -> keep(connection, user, session, id, payload, now))
                        .map(Session::id))
                .invoke(desk::look)
                .replaceWith(() -> {
                    var answer = JsonNodeFactory.instance.objectNode();
                    answer.putArray("conversationEntries")
                            .addObject()
                            .put("id", id.toString())
                            .put("clientTimestamp", now);
                    return answer;
                });
    }

    private Uni<Void> keep(
            SqlConnection connection, EndUser user, Session session, UUID id, ObjectNode payload, long now) {
        var place = Place.of(session);
        var entry = Entry.now(id, "Message", payload, user.party(), session.recordId(), now);
        return ledger.keep(connection, place, entry, session.desk(), null).chain(isNew -> {
            if (!isNew && !user.org().switches().acceptDuplicates()) {
                throw EmulatedFailure.duplicate();
            }
            var link = LINK.matcher(
                    payload.at("/abstractMessage/staticContent/text").asText());
            if (!isNew || !link.find()) {
                return Uni.createFrom().voidItem();
            }
            var linkId = UUID.randomUUID();
            var linked = Entry.now(
                    linkId, "Message", Payloads.richLink(linkId, link.group()), user.party(), session.recordId(), now);
            return ledger.keep(connection, place, linked, false, null).replaceWithVoid();
        });
    }

    private static Uni<Void> keepFile(SqlConnection connection, UUID company, UUID id, Upload upload) {
        return connection
                .preparedQuery("""
                        insert into emulator_file (identifier, company_id, name, content_type, content)
                        values ($1, $2, $3, $4, $5) on conflict do nothing
                        """)
                .execute(Tuple.of(id, company, upload.name(), upload.contentType(), upload.content()))
                .replaceWithVoid();
    }

    /** The open session, or a new one where the message asks for it; fails with 417 without. */
    private Uni<Session> session(SqlConnection connection, EndUser user, UUID conversation, JsonNode request) {
        var wanted = request.path("isNewMessagingSession").asBoolean();
        return Ledger.session(connection, OPEN_SESSION, conversation).chain(open -> {
            if (open != null && (wanted || !user.org().switches().sessionRequired())) {
                return sessions.wakeUp(connection, open).replaceWith(open);
            }
            if (!wanted || !request.path("routingAttributes").isObject()) {
                throw EmulatedFailure.noSession();
            }
            return sessions.begin(connection, user, conversation, known(request.path("routingAttributes")))
                    .chain(id -> Ledger.session(connection, "s.session_id = $1", id))
                    .map(Objects::requireNonNull);
        });
    }

    private Uni<Void> requirePace(SqlConnection connection, EndUser user, UUID conversation) {
        var switched = user.org().switches().messagesPerMinute();
        var most = switched > 0 ? switched : settings.messagesPerMinute();
        var since = now().toEpochMilli() - 60_000;
        return connection
                .preparedQuery(RECENT)
                .execute(Tuple.of(conversation, since))
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) >= most) {
                        throw EmulatedFailure.tooMany(2);
                    }
                })
                .replaceWithVoid();
    }

    /** Typing, which nothing remembers. */
    Uni<Void> typing(EndUser user, UUID conversation, JsonNode request) {
        var type = request.path("entryType").asText();
        if (!type.equals("TypingStartedIndicator") && !type.equals("TypingStoppedIndicator")) {
            throw EmulatedFailure.badRequest("entryType must be TypingStartedIndicator or TypingStoppedIndicator");
        }
        messageId(request.path("id").asText());
        return ledger.reading(user.org().companyId(), connection -> own(connection, user, conversation, true)
                        .chain(() -> Ledger.session(connection, OPEN_SESSION, conversation)))
                .invoke(session -> desk.typing(session, type.equals("TypingStartedIndicator")))
                .replaceWithVoid();
    }

    /** The end user got, or read, what agents wrote. */
    Uni<Void> acknowledge(EndUser user, UUID conversation, JsonNode request) {
        if (!request.path("acks").isArray()) {
            throw EmulatedFailure.badRequest("acks is required");
        }
        var read = new ArrayList<UUID>();
        for (var ack : request.path("acks")) {
            if (!ack.path("entryType").asText().matches("Delivery|Read")) {
                throw EmulatedFailure.badRequest("acks[].entryType must be Delivery or Read");
            }
            var entry = uuid(ack.path("conversationEntryId").asText());
            if (ack.path("entryType").asText().equals("Read")) {
                read.add(entry);
            }
        }
        return ledger.reading(user.org().companyId(), connection -> own(connection, user, conversation, true)
                        .chain(() -> connection
                                .preparedQuery("""
                                        select session_id, max(desk_seq) as seq from emulator_entry
                                        where conversation_id = $1 and identifier = any ($2) and desk_seq is not null
                                        group by session_id
                                        """)
                                .execute(Tuple.of(conversation, read.toArray(UUID[]::new)))))
                .invoke(rows -> rows.forEach(row -> desk.read(row.getUUID("session_id"), row.getLong("seq"))))
                .replaceWithVoid();
    }

    /** Ends the session; the conversation stays. */
    Uni<Void> endSession(EndUser user, UUID conversation, @Nullable String deployment) {
        requireDeployment(user, deployment);
        return changing(user, connection -> own(connection, user, conversation, true)
                        .chain(() -> end(connection, conversation)))
                .invoke(desk::look)
                .replaceWithVoid();
    }

    Uni<Void> close(EndUser user, UUID conversation, @Nullable String deployment) {
        requireDeployment(user, deployment);
        var now = now();
        return changing(user, connection -> own(connection, user, conversation, true)
                        .chain(() -> end(connection, conversation))
                        .call(() -> connection
                                .preparedQuery(
                                        "update emulator_conversation set closed_at = $2 where conversation_id = $1")
                                .execute(Tuple.of(conversation, now.atOffset(ZoneOffset.UTC))))
                        .call(session -> {
                            var place = new Place(
                                    user.org().id(),
                                    user.subject(),
                                    user.org().channelAddress(),
                                    user.org().companyId(),
                                    conversation,
                                    session);
                            var id = UUID.randomUUID();
                            var entry = Entry.now(
                                    id,
                                    "CloseConversation",
                                    Payloads.closed(id, conversation),
                                    user.party(),
                                    null,
                                    now.toEpochMilli());
                            return ledger.keep(connection, place, entry, false, null);
                        }))
                .invoke(desk::look)
                .replaceWithVoid();
    }

    private Uni<@Nullable UUID> end(SqlConnection connection, UUID conversation) {
        return Ledger.session(connection, OPEN_SESSION, conversation)
                .chain(open -> open == null
                        ? Uni.createFrom().nullItem()
                        : sessions.end(connection, open, "EndUser").replaceWith(open.id()));
    }

    Uni<ObjectNode> list(EndUser user, boolean withClosed, int limit) {
        return ledger.reading(user.org().companyId(), connection -> connection
                .preparedQuery("""
                        select * from emulator_conversation where org_id = $1 and subject = $2
                        order by started_at desc, conversation_id
                        """)
                .execute(Tuple.of(user.org().id(), user.subject()))
                .map(rows -> {
                    int open = 0;
                    int closed = 0;
                    var answer = JsonNodeFactory.instance.objectNode();
                    var listed = JsonNodeFactory.instance.arrayNode();
                    for (var row : rows) {
                        var end = row.getOffsetDateTime("closed_at");
                        open += end == null ? 1 : 0;
                        closed += end == null ? 0 : 1;
                        if ((end == null || withClosed) && listed.size() < limited(limit)) {
                            listed.addObject()
                                    .put(
                                            "conversationId",
                                            row.getUUID("conversation_id").toString())
                                    .put(
                                            "startTimestamp",
                                            row.getOffsetDateTime("started_at")
                                                    .toInstant()
                                                    .toEpochMilli())
                                    .put(
                                            "endTimestamp",
                                            end == null ? 0 : end.toInstant().toEpochMilli());
                        }
                    }
                    answer.put("openConversationsFound", open).put("closedConversationsFound", closed);
                    answer.set("conversations", listed);
                    return answer;
                }));
    }

    Uni<ObjectNode> routingStatus(EndUser user, UUID conversation) {
        return ledger.reading(user.org().companyId(), connection -> own(connection, user, conversation, false)
                .chain(() -> Ledger.session(connection, OPEN_SESSION, conversation))
                .map(session -> JsonNodeFactory.instance
                        .objectNode()
                        .put("conversationId", conversation.toString())
                        .put(
                                "routingStatus",
                                session == null ? "INITIAL" : session.agent() == null ? "NEEDS_ROUTING" : "ROUTED")));
    }

    /**
     * The entries of a time.
     *
     * @param fromEnd whether the newest come first
     * @param types   none for all
     */
    record Window(int limit, @Nullable Long start, @Nullable Long end, boolean fromEnd, Set<String> types) {}

    Uni<ObjectNode> entries(EndUser user, UUID conversation, Window window) {
        var sql = """
                select *, payload::text as payload_text from emulator_entry
                where conversation_id = $1 and transcripted_at >= $2 and transcripted_at <= $3
                  and (cardinality($4::text[]) = 0 or entry_type = any ($4))
                order by entry_id %s limit $5
                """.formatted(window.fromEnd() ? "desc" : "asc");
        return ledger.reading(user.org().companyId(), connection -> own(connection, user, conversation, false)
                .chain(() -> connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(
                                conversation,
                                window.start() == null ? 0L : window.start(),
                                window.end() == null ? Long.MAX_VALUE : window.end(),
                                window.types().toArray(String[]::new),
                                limited(window.limit()))))
                .map(rows -> {
                    var answer = JsonNodeFactory.instance.objectNode();
                    var entries = answer.putArray("conversationEntries");
                    rows.forEach(row -> entries.add(
                            Entry.of(row).listed(user.org().switches().payloadAsText())));
                    return answer;
                }));
    }

    private Uni<Row> own(SqlConnection connection, EndUser user, UUID conversation, boolean open) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(conversation))
                .map(Ledger::first)
                .map(found -> {
                    if (found == null) {
                        throw EmulatedFailure.notFound();
                    }
                    if (!isOwn(user, found)) {
                        throw EmulatedFailure.denied();
                    }
                    if (open && found.getOffsetDateTime("closed_at") != null) {
                        throw EmulatedFailure.of(404, "The conversation is closed.");
                    }
                    return found;
                });
    }

    private <T> Uni<T> changing(EndUser user, Function<SqlConnection, Uni<T>> work) {
        return ledger.changing(user.org().companyId(), user.org().id(), user.subject(), work);
    }

    private static boolean isOwn(EndUser user, Row conversation) {
        return user.org().id().equals(conversation.getString("org_id"))
                && user.subject().equals(conversation.getString("subject"));
    }

    /** Names are compared exactly; what the channel does not know is dropped without a word. */
    private ObjectNode known(JsonNode attributes) {
        var known = JsonNodeFactory.instance.objectNode();
        attributes.properties().forEach(attribute -> {
            if (settings.routingKeys().contains(attribute.getKey())
                    && attribute.getValue().isValueNode()
                    && !attribute.getValue().isNull()) {
                known.put(attribute.getKey(), attribute.getValue().asText());
            }
        });
        return known;
    }

    private static void requireDeployment(EndUser user, JsonNode name) {
        requireDeployment(user, name.isTextual() ? name.asText() : null);
    }

    private static void requireDeployment(EndUser user, @Nullable String name) {
        if (!user.org().esDeveloperName().equals(name)) {
            throw EmulatedFailure.badRequest("esDeveloperName is not the name of the deployment");
        }
    }

    static UUID conversationId(String text) {
        if (!ID.matcher(text).matches()) {
            throw EmulatedFailure.badRequest(
                    "Specify the conversationId in UUID format. The UUID must be in lowercase.");
        }
        return UUID.fromString(text);
    }

    private static UUID messageId(String text) {
        if (!ID.matcher(text).matches()) {
            throw EmulatedFailure.badRequest("Specify the id in UUID format. The UUID must be in lowercase.");
        }
        return UUID.fromString(text);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw EmulatedFailure.badRequest("acks[].conversationEntryId is no id");
        }
    }

    private static int limited(int limit) {
        return Math.max(1, Math.min(MOST_LISTED, limit));
    }

    private Instant now() {
        return clock.instant();
    }
}
