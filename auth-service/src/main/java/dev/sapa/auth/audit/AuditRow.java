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

/** An {@link AuditEntry} as it is stored: written once, never changed. */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditRow {

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
    protected AuditRow() {}

    AuditRow(AuditEntry entry) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.companyId = entry.companyId();
        this.at = entry.at();
        this.action = entry.action().code();
        this.actorId = entry.actorId();
        this.subjectId = entry.subjectId();
        this.address = entry.address();
        this.detail = entry.detail();
    }

    AuditView view() {
        return new AuditView(id, at, action, companyId, actorId, subjectId, address, detail);
    }
}
