package dev.sapa.salesforce.vendor;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Salesforce gives for an identity token.
 *
 * @param lastEventId  where the subject's stream of events stands
 * @param subject      who we are there
 * @param expiresAt    by its own word; Salesforce says it nowhere else
 * @param deployment   the deployment's type, {@code api} where all is well; null when not said
 * @param attributes   names of the pre-chat fields that routing attributes may have
 * @param sendsFiles   whether visitors may send files
 * @param mostBytes    of a file
 * @param channel      address of the messaging channel
 */
public record AccessToken(
        String value,
        String lastEventId,
        String subject,
        Instant expiresAt,
        @Nullable String deployment,
        List<String> attributes,
        boolean sendsFiles,
        long mostBytes,
        @Nullable String channel) {

    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(15);
    private static final long MOST_BYTES = 5L * 1024 * 1024;

    static AccessToken of(JsonObject answer, Instant now) {
        var value = answer.getString("accessToken", "");
        var context = object(answer, "context");
        var config = object(object(context, "configuration"), "embeddedServiceConfig");
        var claims = claims(value);
        var subject = object(context, "endUser").getString("subject", claims.getString("sub", ""));
        var attachments = object(config, "attachments");
        return new AccessToken(
                value,
                String.valueOf(answer.getValue("lastEventId", "0")),
                subject,
                claims.getValue("exp") instanceof Number exp
                        ? Instant.ofEpochSecond(exp.longValue())
                        : now.plus(UNKNOWN_LIFE),
                config.getString("deploymentType"),
                attributes(config),
                attachments.getBoolean("endUserToAgent", true),
                attachments.getLong("maxFileSize", MOST_BYTES),
                object(config, "embeddedServiceMessagingChannel").getString("channelAddressIdentifier"));
    }

    /** Whether Salesforce took the visitor for nobody known, which it does without a word when the identity token is no good. */
    public boolean isAnonymous() {
        return !subject.contains("/AUTH/");
    }

    /** Whether it can be relied on for another call. */
    public boolean isFresh(Instant now, Instant mintedAt) {
        var life = Duration.between(mintedAt, expiresAt);
        var early =
                life.dividedBy(10).compareTo(Duration.ofMinutes(5)) < 0 ? life.dividedBy(10) : Duration.ofMinutes(5);
        return now.isBefore(expiresAt.minus(early));
    }

    /** Nothing of the token. */
    @Override
    public String toString() {
        return "AccessToken[" + subject + "]";
    }

    private static List<String> attributes(JsonObject config) {
        var names = new ArrayList<String>();
        if (config.getValue("forms") instanceof JsonArray forms) {
            for (var form : forms) {
                if (form instanceof JsonObject known && known.getValue("formFields") instanceof JsonArray fields) {
                    fields.stream()
                            .filter(JsonObject.class::isInstance)
                            .map(field -> ((JsonObject) field).getString("name"))
                            .filter(name -> name != null)
                            .forEach(names::add);
                }
            }
        }
        return names;
    }

    private static JsonObject claims(String token) {
        var parts = token.split("\\.", -1);
        try {
            return parts.length < 2
                    ? new JsonObject()
                    : new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DecodeException opaque) {
            return new JsonObject();
        }
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.getValue(name) instanceof JsonObject child ? child : new JsonObject();
    }
}
