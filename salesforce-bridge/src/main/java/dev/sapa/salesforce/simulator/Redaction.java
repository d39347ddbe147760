package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes what goes over the wire fit for a log: tokens and secrets are cut short, what people wrote is counted only. */
final class Redaction {

    private static final Set<String> SECRETS = Set.of(
            "accesstoken",
            "access_token",
            "customeridentitytoken",
            "client_secret",
            "authorization",
            "signature",
            "id_token");
    private static final Set<String> WRITTEN = Set.of("text", "messagetext", "bot_transcript__c", "title", "subtitle");

    /** Three parts of base64url, wherever they stand. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]+\\.[\\w-]*");

    private static final int SHOWN = 8;
    private static final int AT_MOST = 2000;

    private Redaction() {}

    /** A body as far as it may be shown. */
    static String of(JsonNode body) {
        if (body.isMissingNode()) {
            return "(empty)";
        }
        var text = body.isTextual()
                ? "(" + body.asText().length() + " characters, no JSON)"
                : masked(body).toString();
        var clean = TOKEN.matcher(text).replaceAll(found -> cut(found.group()));
        return clean.length() > AT_MOST ? clean.substring(0, AT_MOST) + "..." : clean;
    }

    /** The beginning of a secret. */
    static String cut(String secret) {
        return secret.substring(0, Math.min(SHOWN, secret.length() / 2)) + "...";
    }

    private static JsonNode masked(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(masked(item)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        var copy = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> {
            var name = member.getKey().toLowerCase(Locale.ROOT);
            var value = member.getValue();
            if (SECRETS.contains(name) && value.isTextual()) {
                copy.put(member.getKey(), cut(value.asText()));
            } else if (name.equals("entrypayload") && value.isTextual()) {
                copy.put(member.getKey(), "(" + value.asText().length() + " characters)");
            } else if (WRITTEN.contains(name) && value.isTextual()) {
                copy.put(member.getKey(), "(" + value.asText().length() + " characters)");
            } else {
                copy.set(member.getKey(), masked(value));
            }
        });
        return copy;
    }
}
