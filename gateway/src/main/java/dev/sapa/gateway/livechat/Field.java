package dev.sapa.gateway.livechat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a field of a body or query as what it should hold; fails with 400 in the seeds' words when it does not. */
public final class Field {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern EMAIL_FORM = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(?:\\.[^\\s@.]+)+");
    private static final int EMAIL_AT_MOST = 254;
    private static final int BEST = 5;
    private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");

    private Field() {}

    public static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** The text without surrounding space; null when it is blank. */
    public static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public static String required(String name, @Nullable String text) {
        var said = said(text);
        if (said == null) {
            throw LivechatProblem.missing(name);
        }
        return said;
    }

    public static UUID uuid(String name, @Nullable String text) {
        return requireUuid(LivechatProblem.INVALID_BODY, name, required(name, text));
    }

    /** Of a path, where the sentence names what is wrong. */
    public static UUID sessionId(String text) {
        return requireUuid("Invalid session ID", "session_id", text);
    }

    /** Of a path, where the sentence names what is wrong. */
    public static UUID agentId(String text) {
        return requireUuid("Invalid agent ID format", "agent_id", text);
    }

    /** Of a path, where the sentence names what is wrong. */
    public static UUID id(String what, String text) {
        return requireUuid("Invalid " + what + " ID", what + "_id", text);
    }

    private static UUID requireUuid(String message, String name, String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw LivechatProblem.invalid(message, name + " must be a valid UUID");
        }
        return UUID.fromString(text);
    }

    public static @Nullable String email(String name, @Nullable String text) {
        var email = said(text);
        if (email != null
                && (email.length() > EMAIL_AT_MOST || !EMAIL_FORM.matcher(email).matches())) {
            throw LivechatProblem.body(name + " must be a valid e-mail address");
        }
        return email;
    }

    /** Normal unless said; {@code medium} is another word for it. */
    public static String priority(@Nullable String text) {
        var said = said(text);
        if (said == null) {
            return "normal";
        }
        var priority = said.toLowerCase(Locale.ROOT).replace("medium", "normal");
        if (!PRIORITIES.contains(priority)) {
            throw LivechatProblem.body("priority must be one of low, normal, high, urgent");
        }
        return priority;
    }

    /** Null where none is said; fails with 400 for what is no whole number from 1 to {@value #BEST}. */
    public static @Nullable Integer rating(@Nullable BigDecimal said) {
        if (said == null) {
            return null;
        }
        for (int stars = 1; stars <= BEST; stars++) {
            if (said.compareTo(BigDecimal.valueOf(stars)) == 0) {
                return stars;
            }
        }
        throw LivechatProblem.body("rating must be a whole number from 1 to " + BEST);
    }

    public static int number(String name, @Nullable String text, int least, int most, int usual) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw outOfRange(name, least, most);
        }
        throw outOfRange(name, least, most);
    }

    /** Of a query; null where nothing is said. */
    public static @Nullable String parameterUuid(String name, @Nullable String text) {
        var said = said(text);
        return said == null
                ? null
                : requireUuid("Invalid " + name + " parameter", name, said).toString();
    }

    /** Of a query, {@code true} or {@code false} in any case; null where nothing is said. */
    public static @Nullable String parameterFlag(String name, @Nullable String text) {
        var said = said(text);
        if (said == null) {
            return null;
        }
        var flag = said.toLowerCase(Locale.ROOT);
        if (!flag.equals("true") && !flag.equals("false")) {
            throw LivechatProblem.invalid("Invalid " + name + " parameter", name + " must be true or false");
        }
        return flag;
    }

    private static RuntimeException outOfRange(String name, int least, int most) {
        return LivechatProblem.invalid(
                "Invalid " + name + " parameter", "%s must be a number from %d to %d".formatted(name, least, most));
    }
}
