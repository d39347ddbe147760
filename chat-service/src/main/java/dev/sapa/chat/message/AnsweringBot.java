package dev.sapa.chat.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** A bot of the suite's own, which answers visitors while it is the responder. */
public interface AnsweringBot {

    /** Words of a visitor that it is to answer. */
    record Heard(UUID company, UUID conversation, UUID message, long seq) {}

    /** Notes them in the transaction in which they are written, so that no crash can make the bot forget them. */
    Uni<Void> note(SqlConnection connection, List<Heard> heard);

    /** Lets it answer what it has noted of the conversation, soon. */
    void answer(UUID company, UUID conversation);
}
