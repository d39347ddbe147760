package dev.sapa.chat.contact;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ContactRepository implements PanacheRepositoryBase<Contact, UUID> {

    /** The item is null when the conversation has none. */
    Uni<@Nullable Contact> of(UUID conversation) {
        return find("conversationId", conversation).firstResult();
    }
}
