package dev.sapa.chat.log;

import dev.sapa.chat.access.Caller;
import dev.sapa.events.MessagePosted.Author;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param staffId the staff user; null for the visitor, the suite itself and a bot without an id
 */
public record Actor(Author side, @Nullable UUID staffId) {

    /** The suite itself. */
    public static final Actor SYSTEM = new Actor(Author.SYSTEM, null);

    public static final Actor VISITOR = new Actor(Author.VISITOR, null);

    /** The staff user, or the suite itself when there is none. */
    public static Actor staff(@Nullable UUID staffId) {
        return staffId == null ? SYSTEM : new Actor(Author.AGENT, staffId);
    }

    /** Whoever the credential proves; a company's own backend acts for the visitor. */
    public static Actor of(Caller caller) {
        if (caller instanceof Caller.Staff staff) {
            return staff(staff.id());
        }
        if (caller instanceof Caller.CompanyAgent agent) {
            return new Actor(Author.AGENT, agent.id());
        }
        if (caller instanceof Caller.Bot bot) {
            return new Actor(Author.BOT, bot.id());
        }
        return caller instanceof Caller.Service ? SYSTEM : VISITOR;
    }
}
