package dev.sapa.auth.department;

import dev.sapa.events.DepartmentChanged;
import dev.sapa.events.Desk;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of a company; it is closed down, never deleted, because the past names it. */
@Entity
@Table(name = "department")
class Department {

    @Id
    private UUID id;

    @Column(name = "company_id")
    private UUID companyId;

    private String name;
    private boolean active;
    private String desk;
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Department() {}

    Department(UUID id, UUID companyId, String name, Desk desk, Instant now) {
        this.id = id;
        this.companyId = companyId;
        this.name = name;
        this.active = true;
        this.desk = desk.toString();
        this.version = 1;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    UUID companyId() {
        return companyId;
    }

    String name() {
        return name;
    }

    /** Takes over what is not null, and says whether anything is different now. */
    boolean change(@Nullable String newName, @Nullable Boolean nowActive, @Nullable Desk newDesk) {
        boolean changed = (newName != null && !newName.equals(name))
                || (nowActive != null && nowActive != active)
                || (newDesk != null && newDesk != desk());
        name = newName == null ? name : newName;
        active = nowActive == null ? active : nowActive;
        desk = newDesk == null ? desk : newDesk.toString();
        version += changed ? 1 : 0;
        return changed;
    }

    DepartmentChanged event() {
        return new DepartmentChanged(id, companyId, version, name, active, desk());
    }

    DepartmentView view() {
        return new DepartmentView(id, companyId, name, active, desk, version);
    }

    private Desk desk() {
        return Desk.valueOf(desk.toUpperCase(Locale.ROOT));
    }
}
