package dev.sapa.chat.detail;

import dev.sapa.chat.conversation.ConversationProblem;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked for beside the conversation itself. */
enum Inclusion {
    MESSAGES,
    CONTACT,
    LOG,
    TAGS;

    /** Reads names separated by commas; fails with a problem when one is unknown. */
    static Set<Inclusion> of(@Nullable String list) {
        var wanted = EnumSet.noneOf(Inclusion.class);
        for (var name : (list == null ? "" : list).split(",", -1)) {
            if (!name.isBlank()) {
                wanted.add(named(name.strip()));
            }
        }
        return wanted;
    }

    private static Inclusion named(String name) {
        for (var inclusion : values()) {
            if (inclusion.name().toLowerCase(Locale.ROOT).equals(name)) {
                return inclusion;
            }
        }
        throw ConversationProblem.badFilter("include");
    }
}
