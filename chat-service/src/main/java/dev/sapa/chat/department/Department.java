package dev.sapa.chat.department;

import dev.sapa.events.DepartmentChanged;
import dev.sapa.events.Desk;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;

/** A department as auth-service last described it. */
@Entity
@Table(name = "department")
class Department {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    private long version;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String desk;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Department() {}

    @SuppressWarnings("NullAway.Init") // apply sets the rest
    Department(UUID id, UUID companyId) {
        this.id = id;
        this.companyId = companyId;
    }

    void apply(DepartmentChanged change) {
        version = change.version();
        name = change.name();
        desk = change.desk().toString();
    }

    Desk desk() {
        return Desk.valueOf(desk.toUpperCase(Locale.ROOT));
    }

    long version() {
        return version;
    }
}
