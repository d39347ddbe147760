package dev.sapa.chat.carriage;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** By which way new conversations reach customers who did not begin them. */
@ApplicationScoped
public class Ways {

    private static final String LIKE = """
            insert into channel_thread (conversation_id, company_id, account_id, address, subject, last_heard_id, noted_seq)
            select ?2, company_id, account_id, address, subject, last_heard_id, 0 from channel_thread
            where conversation_id = ?1
            """;

    /** What the customer says next belongs there, too. */
    private static final String TURN = "update channel_contact set conversation_id = ?2 where conversation_id = ?1";

    /** In the caller's session: by the way of the closed one; nothing happens when no provider carried that. */
    public Uni<Void> goOn(UUID closed, UUID begun) {
        return run(LIKE, closed, begun).chain(() -> run(TURN, closed, begun));
    }

    private static Uni<Void> run(String statement, UUID closed, UUID begun) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter(1, closed)
                        .setParameter(2, begun)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
