package dev.sapa.chat.contact;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom to ask back in a conversation; there is one at most. */
@Entity
@Table(name = "conversation_contact")
@SuppressWarnings("UnusedVariable") // views read the table, not the entity
class Contact {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    @Column(nullable = false, updatable = false)
    private UUID conversationId;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String email;

    private @Nullable String phone;
    private @Nullable String position;
    private @Nullable String companyName;

    @Column(nullable = false)
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Contact() {}

    @SuppressWarnings("NullAway.Init") // say sets the rest
    Contact(UUID companyId, UUID conversationId) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.companyId = companyId;
        this.conversationId = conversationId;
    }

    /** Replaces what was said before; false when just this was. */
    boolean say(ContactRequest said, Instant now) {
        var before = changedAt == null ? null : view();
        name = said.name().strip();
        email = said.email().strip();
        phone = text(said.phone());
        position = text(said.position());
        companyName = text(said.companyName());
        if (view().equals(before)) {
            return false;
        }
        changedAt = now;
        return true;
    }

    ContactView view() {
        return new ContactView(id, name, email, phone, position, companyName);
    }

    private static @Nullable String text(@Nullable String said) {
        return said == null || said.isBlank() ? null : said.strip();
    }
}
