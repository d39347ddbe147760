package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What other systems can do with an OAuth token: read a conversation's entries and add to its history. */
@ApplicationScoped
class Records {

    private static final Pattern RECORD = Pattern.compile("0Mw[0-9A-Za-z]{12,15}");
    private static final Set<String> SCOPES = Set.of("interaction_api", "api");
    private static final String OAUTH_SUBJECT = "oauth";
    private static final int MOST_ENTRIES = 5;

    private final Orgs orgs;
    private final Ledger ledger;
    private final EmulatorSettings settings;
    private final Clock clock;

    Records(Orgs orgs, Ledger ledger, EmulatorSettings settings, Clock clock) {
        this.orgs = orgs;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** A token for whoever has the secret of the org's connected app. */
    Uni<ObjectNode> token(Org org, String secret) {
        if (!MessageDigest.isEqual(Orgs.hash(secret), org.oauthSecretHash())) {
            throw EmulatedFailure.of(401, "invalid_client");
        }
        var now = clock.instant();
        var token = new AccessToken(UUID.randomUUID(), org.id(), OAUTH_SUBJECT, 0, now.plusSeconds(7200));
        var instance = settings.publicUrl().replaceFirst("/+$", "");
        return Uni.createFrom()
                .item(JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "access_token",
                                token.signed(org.tokenSecret(), UUID.randomUUID(), org.channelAddress(), now))
                        .put("scope", String.join(" ", SCOPES.stream().sorted().toList()))
                        .put("instance_url", instance)
                        .put("id", instance + "/id/" + org.id())
                        .put("token_type", "Bearer")
                        .put("issued_at", Long.toString(now.toEpochMilli())));
    }

    /** The org whose OAuth token the header shows; fails with 401. */
    Uni<Org> require(@Nullable String authorization) {
        var token = authorization != null && authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
        var org = AccessToken.orgOf(token);
        if (org == null) {
            return Uni.createFrom().failure(EmulatedFailure.unauthorized());
        }
        return orgs.find(org).invoke(found -> {
            var known = AccessToken.verified(token, found.tokenSecret());
            if (known == null
                    || !known.subject().equals(OAUTH_SUBJECT)
                    || known.expiresAt().isBefore(clock.instant())) {
                throw EmulatedFailure.unauthorized();
            }
        });
    }

    /** Establishes a conversation for somebody who comes with a history. */
    Uni<ObjectNode> establish(Org org, JsonNode request) {
        requireChannel(request);
        if (!request.path("participants").isArray()) {
            throw EmulatedFailure.badRequest("participants is required");
        }
        return Uni.createFrom()
                .item(JsonNodeFactory.instance
                        .objectNode()
                        .put("success", true)
                        .put("conversationIdentifier", UUID.randomUUID().toString())
                        .put(
                                "messagingSessionId",
                                "0Mw"
                                        + UUID.randomUUID()
                                                .toString()
                                                .replace("-", "")
                                                .substring(0, 15)));
    }

    Uni<ObjectNode> history(JsonNode request) {
        requireChannel(request);
        var entries = request.path("conversationEntries");
        if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw EmulatedFailure.badRequest("conversationEntries has 1 to " + MOST_ENTRIES + " entries");
        }
        for (var participant : request.path("conversationParticipants")) {
            var bot = participant.at("/participant/role").asText().equals("Chatbot");
            if (bot != participant.has("leftTime")) {
                throw EmulatedFailure.badRequest(
                        bot ? "leftTime is required for a Chatbot" : "leftTime is not allowed for an EndUser");
            }
        }
        var session = request.at("/messagingSession/payload/sessionId").asText();
        return Uni.createFrom()
                .item(JsonNodeFactory.instance
                        .objectNode()
                        .put("success", true)
                        .put(
                                "messagingSessionId",
                                session.isEmpty()
                                        ? "0Mw"
                                                + UUID.randomUUID()
                                                        .toString()
                                                        .replace("-", "")
                                                        .substring(0, 15)
                                        : session));
    }

    /** Keeps a transcript on the session's record; fails with 404 where there is no such record. */
    Uni<Void> keepTranscript(Org org, String record, JsonNode fields) {
        if (!RECORD.matcher(record).matches()) {
            throw EmulatedFailure.of(404, "The requested resource does not exist");
        }
        return ledger.reading(org.companyId(), connection -> connection
                .preparedQuery("update emulator_session set transcript = $2 where record_id = $1")
                .execute(Tuple.of(record, fields.path("Bot_Transcript__c").asText()))
                .replaceWithVoid());
    }

    /** A conversation's messages as the record API lists them. */
    Uni<ObjectNode> entries(Org org, UUID conversation, boolean fromEnd, int limit, long from, long until) {
        var sql = """
                select *, payload::text as payload_text from emulator_entry
                where conversation_id = $1 and entry_type = 'Message' and transcripted_at between $2 and $3
                order by entry_id %s limit $4
                """.formatted(fromEnd ? "desc" : "asc");
        return ledger.reading(org.companyId(), connection -> connection
                .preparedQuery(sql)
                .execute(Tuple.of(conversation, from, until, Math.max(1, Math.min(1000, limit))))
                .map(rows -> {
                    var answer = JsonNodeFactory.instance.objectNode();
                    var listed = answer.putArray("conversationEntries");
                    rows.forEach(row -> {
                        var entry = Entry.of(row);
                        var one = listed.addObject()
                                .put("identifier", entry.identifier().toString())
                                .put(
                                        "messageText",
                                        entry.payload()
                                                .at("/abstractMessage/staticContent/text")
                                                .asText());
                        one.set("sender", entry.sender().json());
                        one.put("clientTimestamp", entry.clientTimestamp())
                                .put("serverReceivedTimestamp", entry.transcriptedTimestamp())
                                .put("clientDuration", 0);
                        var related = one.putArray("relatedRecords");
                        if (entry.related() != null) {
                            related.add(entry.related());
                        }
                    });
                    answer.putNull("nextPageUrl");
                    return answer;
                }));
    }

    private static void requireChannel(JsonNode request) {
        if (request.path("channelAddressIdentifier").asText().isBlank()) {
            throw EmulatedFailure.badRequest("channelAddressIdentifier is required");
        }
    }
}
