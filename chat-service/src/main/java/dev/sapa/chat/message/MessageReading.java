package dev.sapa.chat.message;

import dev.sapa.chat.conversation.MessageView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Messages for other features, whose callers have been let in already. */
@ApplicationScoped
public class MessageReading {

    private final MessageStore messages;

    MessageReading(MessageStore messages) {
        this.messages = messages;
    }

    /** The newest ones, oldest first. */
    public Uni<List<MessageView>> newest(SqlConnection connection, UUID conversation, int limit) {
        return upTo(connection, conversation, Long.MAX_VALUE - 1, limit);
    }

    /** The last ones up to a position, oldest first. */
    public Uni<List<MessageView>> upTo(SqlConnection connection, UUID conversation, long seq, int limit) {
        return messages.before(connection, conversation, 0, seq + 1, limit).map(newestFirst -> {
            var shown = new ArrayList<>(newestFirst);
            Collections.reverse(shown);
            return shown;
        });
    }
}
