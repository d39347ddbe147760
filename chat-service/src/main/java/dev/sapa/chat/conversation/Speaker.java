package dev.sapa.chat.conversation;

import dev.sapa.events.MessagePosted.Author;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes into a conversation, as proven by the credential.
 *
 * @param id   the visitor's or staff user's id; null for a bot that has none, and for the holder of the conversation's
 *             own capability, who is its visitor whatever id that one has now
 * @param name as shown to the other side; null when the conversation knows it better
 */
public record Speaker(
        Author author,
        UUID companyId,
        @Nullable UUID id,
        @Nullable String name) {

    /** Within which a {@code client_msg_id} is unique in a conversation; there is one visitor, though its id may change. */
    public String key() {
        return id == null || author == Author.VISITOR ? author.toString() : author + ":" + id;
    }
}
