package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Caller;
import dev.sapa.events.MessagePosted.Author;
import io.quarkus.security.ForbiddenException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes into a conversation, as proven by the credential.
 *
 * @param id   the visitor's or staff user's id; null for a bot that has none, and for the holder of the conversation's
 *             own capability, who is its visitor whatever id that one has now
 * @param name as shown to the other side; null when the conversation knows it better
 * @param vouched whether a company vouches for somebody outside its staff, whom routing knows nothing of: such a one
 *                needs no assignment to answer
 * @param interjecting whether somebody who oversees the company puts in a word without taking the conversation over
 * @param deskEpoch of an agent of another desk: the decision by which that desk has the conversation; else null
 * @param writtenBy the staff user who writes down what the visitor said elsewhere; null for everybody who speaks for itself
 */
public record Speaker(
        Author author,
        UUID companyId,
        @Nullable UUID id,
        @Nullable String name,
        boolean vouched,
        boolean interjecting,
        @Nullable Long deskEpoch,
        @Nullable UUID writtenBy) {

    /** Somebody of ours, or the visitor. */
    public Speaker(Author author, UUID companyId, @Nullable UUID id, @Nullable String name) {
        this(author, companyId, id, name, false, false, null, null);
    }

    /** An agent of another desk, for whom the bridge to it speaks. */
    public static Speaker atDesk(UUID companyId, long epoch, @Nullable String name) {
        return new Speaker(Author.AGENT, companyId, null, name, false, false, epoch, null);
    }

    /**
     * The caller as a writer; fails with 403 when it is none.
     *
     * @param visitor the visitor that the caller is, if it is one
     */
    public static Speaker of(Caller caller, @Nullable UUID visitor) {
        if (caller instanceof Caller.Staff staff) {
            return new Speaker(Author.AGENT, staff.companyId(), staff.id(), staff.name());
        }
        if (caller instanceof Caller.CompanyAgent agent) {
            return new Speaker(Author.AGENT, agent.companyId(), agent.id(), agent.name(), true, false, null, null);
        }
        if (caller instanceof Caller.Bot bot) {
            return new Speaker(Author.BOT, bot.companyId(), bot.id(), bot.name());
        }
        var company = caller.companyId();
        if (company == null || (visitor == null && !(caller instanceof Caller.Visitor))) {
            throw new ForbiddenException();
        }
        return new Speaker(Author.VISITOR, company, visitor, null);
    }

    /** The same, putting in a word. */
    public Speaker interject() {
        return new Speaker(author, companyId, id, name, vouched, true, deskEpoch, writtenBy);
    }

    /** The visitor, whose words one of the company's people writes down. */
    public static Speaker writtenDown(Caller.Staff staff) {
        return new Speaker(Author.VISITOR, staff.companyId(), null, null, false, staff.oversees(), null, staff.id());
    }

    /** Within which a {@code client_msg_id} is unique in a conversation; there is one visitor, though its id may change. */
    public String key() {
        if (deskEpoch != null) {
            return "desk";
        }
        return id == null || author == Author.VISITOR ? author.toString() : author + ":" + id;
    }
}
