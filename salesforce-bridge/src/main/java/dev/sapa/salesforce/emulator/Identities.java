package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives access tokens and recognises them. */
@ApplicationScoped
class Identities {

    private static final Logger LOG = Logger.getLogger(Identities.class);
    private static final Scope NO_COMPANY = Scope.of(List.of());
    private static final String KEY_SET = "sapa_keys";

    private static final String INTRODUCE = """
            insert into emulator_subject (org_id, subject, display_name, last_event) values ($1, $2, $3, 0)
            on conflict (org_id, subject) do update set display_name = excluded.display_name
            returning last_event
            """;
    private static final String GRANT =
            "insert into emulator_token (token_id, org_id, subject, expires_at) values ($1, $2, $3, $4)";
    private static final String FIND = """
            select t.expires_at, u.display_name from emulator_token t
            join emulator_subject u on u.org_id = t.org_id and u.subject = t.subject
            where t.token_id = $1 and t.expires_at > $2
            """;

    private final Orgs orgs;
    private final EventTransactions transactions;
    private final EmulatorSettings settings;
    private final Clock clock;

    Identities(Orgs orgs, EventTransactions transactions, EmulatorSettings settings, Clock clock) {
        this.orgs = orgs;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** A token for whom the company vouches; for somebody anonymous when the org does not believe it. */
    Uni<ObjectNode> verified(JsonNode request) {
        return org(request).chain(org -> {
            if (!"JWT".equals(request.path("authorizationType").asText())) {
                throw EmulatedFailure.badRequest("authorizationType must be JWT");
            }
            var check = IdentityCheck.of(request.path("customerIdentityToken").asText(), org, clock.instant());
            var subject = check.subject();
            if (subject == null) {
                LOG.infof("An identity token for org %s is not accepted: %s", org.id(), check.why());
                if (org.switches().refuseBadIdentity()) {
                    throw EmulatedFailure.of(401, "The customer identity token or JWT expired");
                }
                return anonymous(org);
            }
            return grant(
                    org, "v2/iamessage/AUTH/" + KEY_SET + "/uid:" + subject, check.name(), settings.tokenLife(), null);
        });
    }

    Uni<ObjectNode> guest(JsonNode request) {
        return org(request).chain(this::anonymous);
    }

    /** A second token with the life that the first one has left. */
    Uni<ObjectNode> continued(EndUser user) {
        return grant(user.org(), user.subject(), user.displayName(), Duration.ZERO, user.expiresAt());
    }

    Uni<Void> revoke(EndUser user) {
        return transactions.readInConnection(NO_COMPANY, connection -> connection
                .preparedQuery("delete from emulator_token where token_id = $1")
                .execute(Tuple.of(user.tokenId()))
                .replaceWithVoid());
    }

    /** All tokens of an end user, or of the whole org, are good no more. */
    Uni<Void> expire(String orgId, @Nullable String subject) {
        return transactions.readInConnection(NO_COMPANY, connection -> connection
                .preparedQuery("delete from emulator_token where org_id = $1 and ($2::text is null or subject = $2)")
                .execute(Tuple.of(Org.idOf(orgId), subject))
                .replaceWithVoid());
    }

    /** Whom the header lets in; fails with 401. */
    Uni<EndUser> require(@Nullable String authorization) {
        var token = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
        var orgId = AccessToken.orgOf(token);
        if (orgId == null) {
            return Uni.createFrom().failure(EmulatedFailure.unauthorized());
        }
        return orgs.find(orgId)
                .onFailure(EmulatedFailure.class)
                .transform(unknown -> EmulatedFailure.unauthorized())
                .chain(org -> {
                    var known = AccessToken.verified(token, org.tokenSecret());
                    return known == null ? Uni.createFrom().failure(EmulatedFailure.unauthorized()) : find(org, known);
                });
    }

    /** Whether the token of a stream is still good. */
    Uni<Boolean> isGood(EndUser user) {
        return find(user.org(), new AccessToken(user.tokenId(), user.org().id(), user.subject(), 0, user.expiresAt()))
                .map(found -> true)
                .onFailure(EmulatedFailure.class)
                .recoverWithItem(false);
    }

    private Uni<EndUser> find(Org org, AccessToken token) {
        return transactions.readInConnection(NO_COMPANY, connection -> connection
                .preparedQuery(FIND)
                .execute(Tuple.of(token.id(), clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw EmulatedFailure.unauthorized();
                    }
                    var row = rows.iterator().next();
                    return new EndUser(
                            org,
                            token.subject(),
                            row.getString("display_name"),
                            token.id(),
                            row.getOffsetDateTime("expires_at").toInstant(),
                            token.lastEvent());
                }));
    }

    private Uni<Org> org(JsonNode request) {
        return orgs.find(request.path("orgId").asText()).invoke(org -> {
            if (!org.esDeveloperName().equals(request.path("esDeveloperName").asText())) {
                throw EmulatedFailure.badRequest("There is no deployment of that esDeveloperName");
            }
            if (!request.path("capabilitiesVersion").isTextual()) {
                throw EmulatedFailure.badRequest("capabilitiesVersion is required");
            }
        });
    }

    private Uni<ObjectNode> anonymous(Org org) {
        return grant(org, "v2/iamessage/ANON/" + UUID.randomUUID(), "Guest", settings.guestTokenLife(), null);
    }

    private Uni<ObjectNode> grant(Org org, String subject, String name, Duration usualLife, @Nullable Instant until) {
        var now = clock.instant();
        var life = org.switches().tokenSeconds() > 0
                ? Duration.ofSeconds(org.switches().tokenSeconds())
                : usualLife;
        // Whole seconds, as the token can say it.
        var expiresAt = Instant.ofEpochSecond((until == null ? now.plus(life) : until).getEpochSecond());
        var id = UUID.randomUUID();
        return transactions
                .readInConnection(NO_COMPANY, connection -> connection
                        .preparedQuery(INTRODUCE)
                        .execute(Tuple.of(org.id(), subject, name))
                        .map(rows -> rows.iterator().next().getLong("last_event"))
                        .call(() -> connection
                                .preparedQuery(GRANT)
                                .execute(Tuple.of(id, org.id(), subject, expiresAt.atOffset(ZoneOffset.UTC)))))
                .map(lastEvent -> answer(org, new AccessToken(id, org.id(), subject, lastEvent, expiresAt), name, now));
    }

    private ObjectNode answer(Org org, AccessToken token, String name, Instant now) {
        var device = UUID.randomUUID();
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("accessToken", token.signed(org.tokenSecret(), device, org.channelAddress(), now))
                .put("lastEventId", Long.toString(token.lastEvent()));
        var context = answer.putObject("context").put("deviceId", device.toString());
        context.putObject("endUser")
                .put("appType", "iamessage")
                .put("role", "EndUser")
                .put("subject", token.subject())
                .put("displayName", name);
        var configuration = context.putObject("configuration").put("timestamp", now.toEpochMilli());
        var service = configuration
                .putObject("embeddedServiceConfig")
                .put("name", org.esDeveloperName())
                .put("deploymentType", "api");
        service.putObject("embeddedServiceMessagingChannel")
                .put("channelAddressIdentifier", org.channelAddress().toString())
                .put("authMode", token.subject().contains("/AUTH/") ? "Auth" : "UnAuth");
        var fields = service.putArray("forms")
                .addObject()
                .put("formType", "PreChat")
                .put("displayContext", "Session")
                .putArray("formFields");
        int order = 1;
        for (var key : settings.routingKeys().stream().sorted().toList()) {
            fields.addObject()
                    .put("name", key)
                    .put("order", order++)
                    .put("type", "Text")
                    .put("required", false)
                    .put("maxLength", 255)
                    .put("isHidden", true)
                    .putNull("choiceListId");
        }
        service.putObject("attachments").put("endUserToAgent", true).put("maxFileSize", settings.mostFileBytes());
        service.putObject("choiceListConfig").putArray("choiceList");
        service.putObject("transcript").put("allowTranscriptDownload", false);
        return answer;
    }
}
