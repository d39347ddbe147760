package dev.sapa.chat.carriage;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Notes what providers have to hear of messages that they carried. */
@ApplicationScoped
public class Amendments {

    /** What has not gone out goes out as it is now. */
    private static final String NOTE = """
            update channel_outbound set amendment = ?2, amend_at = now(), amend_attempts = 0,
                   amend_round = amend_round + 1
            where message_id = ?1 and state in ('sending', 'unsure', 'sent', 'delivered', 'read')
            """;

    /** In the session that changes the message. */
    public Uni<Void> note(UUID message, boolean takenBack) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOTE)
                        .setParameter(1, message)
                        .setParameter(2, takenBack ? "delete" : "edit")
                        .executeUpdate())
                .replaceWithVoid();
    }
}
