package dev.sapa.chat.bot;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a bot has found out when it gives a conversation to people.
 *
 * @param reason       why
 * @param summary      what it is about, in a few words
 * @param slots        what it asked for and was told, by name; those of {@link #routedTopic}, {@link #wishes} and the like
 *                     decide how it is routed
 * @param topic        what it is about, for the rules by which work is routed
 * @param priority     {@code low}, {@code normal}, {@code high} or {@code urgent}
 * @param departmentId who can help
 * @param transcript   what was said elsewhere before; staff alone read it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HandOff(
        @Nullable @Size(max = 500) @Pattern(regexp = NO_NUL) String reason,

        @Nullable @Size(max = 4000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
        String summary,

        @Nullable @Size(max = 50)
        Map<
                        @NotBlank @Size(max = 100) @Pattern(regexp = NO_NUL) String,
                        @NotNull @Size(max = 1000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL) String>
                slots,

        @Nullable @Size(min = 1, max = 255) @Pattern(regexp = NO_NUL)
        String topic,

        @Nullable @Pattern(regexp = "low|normal|high|urgent")
        String priority,

        @Nullable UUID departmentId,
        @Nullable @Size(max = 500) List<@NotNull @Valid Line> transcript) {

    private static final String NO_NUL = "[^\\x00]*";
    private static final int MESSAGE_AT_MOST = 16_000;
    private static final int TOPIC_AT_MOST = 255;
    private static final int WISH_AT_MOST = 255;
    private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");

    /** @param author {@code visitor} or {@code bot} */
    record Line(
            @NotNull @Pattern(regexp = "visitor|bot") String author,

            @NotBlank @Size(max = 4000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
            String text) {}

    static HandOff because(String reason) {
        return new HandOff(reason, null, null, null, null, null, null);
    }

    /** For the rules of topics; a slot says it where the bot does not. */
    @Nullable
    String routedTopic() {
        var asked = slot("topic");
        return topic != null ? topic : asked == null || asked.length() > TOPIC_AT_MOST ? null : asked;
    }

    /** Null as well where a slot says something that is no priority. */
    @Nullable
    String routedPriority() {
        var asked = slot("priority");
        return priority != null ? priority : asked != null && PRIORITIES.contains(small(asked)) ? small(asked) : null;
    }

    /** The name or the id of a department, as the visitor or the bot's author wrote it. */
    @Nullable
    String departmentSlot() {
        return slot("department");
    }

    /** What is wished of who answers, as conversations carry it. */
    Map<String, String> wishes() {
        var wishes = new HashMap<String, String>();
        wish(wishes, "language", slot("language"));
        wish(wishes, "skill", slot("skill"));
        return wishes;
    }

    private static void wish(Map<String, String> wishes, String name, @Nullable String value) {
        if (value != null && value.length() <= WISH_AT_MOST) {
            wishes.put(name, small(value));
        }
    }

    private @Nullable String slot(String name) {
        var value = slots == null ? null : slots.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The first message of the new chapter: what visitors are told, then what the bot knows. */
    String message(String words) {
        var text = new StringBuilder(words);
        if (summary != null && !summary.isBlank()) {
            text.append("\n\n").append(summary.strip());
        }
        if (slots != null && !slots.isEmpty()) {
            text.append('\n');
            slots.forEach(
                    (name, value) -> text.append('\n').append(name).append(": ").append(value));
        }
        return text.length() > MESSAGE_AT_MOST ? text.substring(0, MESSAGE_AT_MOST) : text.toString();
    }
}
