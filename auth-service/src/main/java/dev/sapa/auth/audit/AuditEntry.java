package dev.sapa.auth.audit;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One line of the record. Never holds a password, a token, or a log-in name that nobody has. */
@Entity
@Immutable
@Table(name = "audit_entry")
public class AuditEntry {

    @Id
    private UUID id;

    @Column(name = "company_id")
    private @Nullable UUID companyId;

    private Instant at;
    private String action;

    @Column(name = "actor_id")
    private @Nullable UUID actorId;

    @Column(name = "subject_id")
    private @Nullable UUID subjectId;

    private @Nullable String address;
    private @Nullable String detail;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected AuditEntry() {}

    private AuditEntry(AuditAction action, Instant at) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.action = action.code();
        this.at = at;
    }

    public static AuditEntry of(AuditAction action, Instant at) {
        return new AuditEntry(action, at);
    }

    /** Whose record it is in; without one only operators read it. */
    public AuditEntry in(@Nullable UUID company) {
        companyId = company;
        return this;
    }

    /** Who did it, and from which address. */
    public AuditEntry by(@Nullable UUID staff, @Nullable String from) {
        actorId = staff;
        address = from;
        return this;
    }

    /** What it was done to. */
    public AuditEntry to(@Nullable UUID subject) {
        subjectId = subject;
        return this;
    }

    /** What else the reader must know: names of changed fields, a reason. */
    public AuditEntry saying(@Nullable String what) {
        detail = what;
        return this;
    }

    AuditView view() {
        return new AuditView(id, at, action, companyId, actorId, subjectId, address, detail);
    }
}
