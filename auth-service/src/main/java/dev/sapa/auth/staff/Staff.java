package dev.sapa.auth.staff;

import dev.sapa.events.StaffChanged;
import dev.sapa.events.StaffChanged.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person who signs in. Is suspended, never deleted, because conversations name it. */
@Entity
@Table(name = "staff")
class Staff {

    @Id
    private UUID id;

    @Column(name = "company_id")
    private UUID companyId;

    private long number;
    private String email;
    private String username;
    private String name;
    private @Nullable String phone;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean active;

    @Column(name = "password_hash")
    private String passwordHash;

    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected Staff() {}

    Staff(UUID id, UUID companyId, long number, Profile profile, Role role, String passwordHash, Instant now) {
        this.id = id;
        this.companyId = companyId;
        this.number = number;
        this.email = profile.email();
        this.username = profile.username();
        this.name = profile.name();
        this.phone = profile.phone();
        this.role = role;
        this.active = true;
        this.passwordHash = passwordHash;
        this.version = 1;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    UUID companyId() {
        return companyId;
    }

    long number() {
        return number;
    }

    Role role() {
        return role;
    }

    boolean isActive() {
        return active;
    }

    String passwordHash() {
        return passwordHash;
    }

    /** Takes over what the change names; the departments live beside, the caller says whether they changed. */
    boolean apply(StaffChange change, boolean departmentsChanged) {
        var profile = profile();
        var after = new Profile(
                Objects.requireNonNullElse(change.email(), email),
                Objects.requireNonNullElse(change.username(), username),
                Objects.requireNonNullElse(change.name(), name),
                change.phone() == null ? phone : change.phone());
        var roleAfter = Objects.requireNonNullElse(change.role(), role);
        boolean activeAfter = Objects.requireNonNullElse(change.active(), active);
        boolean changed = departmentsChanged || !after.equals(profile) || roleAfter != role || activeAfter != active;
        email = after.email();
        username = after.username();
        name = after.name();
        phone = after.phone();
        role = roleAfter;
        active = activeAfter;
        version += changed ? 1 : 0;
        return changed;
    }

    /** Nobody else is told, so the version stays. */
    void signInWith(String newPasswordHash) {
        passwordHash = newPasswordHash;
    }

    StaffChanged event(List<UUID> departments) {
        return new StaffChanged(id, number, companyId, version, email, username, name, role, active, departments);
    }

    Account account() {
        return new Account(id, companyId, active, passwordHash);
    }

    StaffView view(List<StaffView.DepartmentName> departments) {
        return new StaffView(
                id,
                number,
                companyId,
                email,
                username,
                name,
                role.toString(),
                active,
                departments.stream().map(StaffView.DepartmentName::id).toList(),
                departments,
                phone,
                version);
    }

    private Profile profile() {
        return new Profile(email, username, name, phone);
    }
}
