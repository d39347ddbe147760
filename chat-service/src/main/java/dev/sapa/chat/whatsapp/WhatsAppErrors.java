package dev.sapa.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.chat.provider.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the Cloud API's error codes come to, in the words that agents are shown. */
final class WhatsAppErrors {

    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> OF_ACCOUNT = Set.of(4, 80007, 130429, 131048);
    private static final int OF_PAIR = 131056;
    private static final Set<Integer> PASSING = Set.of(1, 2, 131000, 131016, 131057, 133004);
    private static final Set<Integer> CREDENTIALS = Set.of(0, 10, 190, 131005);
    private static final Map<Integer, String> REASONS = Map.of(
            131047, "window-closed",
            131026, "not-deliverable",
            131030, "recipient-not-allowed",
            131049, "held-back-by-whatsapp",
            131050, "recipient-opted-out",
            131051, "type-not-supported",
            131053, "file-refused",
            131031, "account-locked");

    /** Meant to be a pause between two attempts, not a penalty. */
    private static final Duration PAIR_PAUSE = Duration.ofSeconds(6);

    private static final Duration CREDENTIALS_PAUSE = Duration.ofSeconds(30);

    private WhatsAppErrors() {}

    static Outcome outcome(int status, JsonNode error, @Nullable Duration patience) {
        int code = error.path("code").asInt(-1);
        if (code == OF_PAIR) {
            return new Outcome.Later("rate-limited", patience == null ? PAIR_PAUSE : patience, false);
        }
        if (status == TOO_MANY || OF_ACCOUNT.contains(code)) {
            return new Outcome.Later("rate-limited", patience, true);
        }
        if (CREDENTIALS.contains(code) || status == 401) {
            return new Outcome.Later("credentials-refused", CREDENTIALS_PAUSE, true);
        }
        if (status >= SERVER_ERROR || PASSING.contains(code)) {
            return new Outcome.Later("provider-unavailable", patience, false);
        }
        return new Outcome.Refused(reason(code));
    }

    static String reason(int code) {
        if (code >= 132000 && code < 133000) {
            return "template-refused (" + code + ")";
        }
        return REASONS.getOrDefault(code, "refused (" + code + ")");
    }
}
