package dev.sapa.chat.channel;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of a provider's messages have come, and into which conversation they went; inside the caller's session. */
@ApplicationScoped
class ChannelMessageStore {

    Uni<@Nullable UUID> conversationOf(UUID company, String channel, String providerId) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                        select conversation_id from channel_message
                        where company_id = ?1 and channel = ?2 and provider_id = ?3
                        """, UUID.class)
                .setParameter(1, company)
                .setParameter(2, channel)
                .setParameter(3, providerId)
                .getSingleResultOrNull());
    }

    /** Puts the message into that conversation, also when it was to go into another one before. */
    Uni<Void> put(UUID company, String channel, String providerId, UUID conversation, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into channel_message (company_id, channel, provider_id, conversation_id, received_at)
                                values (?1, ?2, ?3, ?4, ?5)
                                on conflict (company_id, channel, provider_id)
                                do update set conversation_id = excluded.conversation_id
                                """)
                        .setParameter(1, company)
                        .setParameter(2, channel)
                        .setParameter(3, providerId)
                        .setParameter(4, conversation)
                        .setParameter(5, now)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
