package dev.sapa.chat.staff;

import dev.sapa.events.StaffChanged;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A staff user as auth-service last described it. */
@Entity
@Table(name = "staff")
@SuppressWarnings("UnusedVariable") // views read the table, not the entity
class Staff {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    private long version;

    @Column(nullable = false)
    private String name;

    private @Nullable String email;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Staff() {}

    @SuppressWarnings("NullAway.Init") // apply sets the rest
    Staff(UUID id, UUID companyId) {
        this.id = id;
        this.companyId = companyId;
    }

    void apply(StaffChanged change) {
        version = change.version();
        name = change.name();
        email = change.email();
    }

    long version() {
        return version;
    }
}
