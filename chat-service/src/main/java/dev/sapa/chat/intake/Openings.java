package dev.sapa.chat.intake;

import dev.sapa.chat.conversation.Opening;
import dev.sapa.events.Conversation.Priority;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads from a start what is to be opened. */
final class Openings {

    private static final String DEFAULT_CHANNEL = "web";
    private static final int USER_AGENT_AT_MOST = 512;

    private Openings() {}

    static Opening of(StartConversationRequest request, Origin origin) {
        var userAgent = request.userAgent() == null ? origin.userAgent() : request.userAgent();
        return new Opening(
                request.channel() == null ? DEFAULT_CHANNEL : request.channel(),
                request.topic().strip(),
                priority(request.priority()),
                request.another(),
                origin.ipAddress(),
                userAgent == null ? null : beginning(userAgent.replace("\0", "")));
    }

    private static Priority priority(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Priority.NORMAL;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "low" -> Priority.LOW;
            case "normal", "medium" -> Priority.NORMAL;
            case "high" -> Priority.HIGH;
            case "urgent" -> Priority.URGENT;
            default -> throw IntakeProblem.priorityInvalid();
        };
    }

    private static String beginning(String text) {
        return text.length() > USER_AGENT_AT_MOST ? text.substring(0, USER_AGENT_AT_MOST) : text;
    }
}
