package dev.sapa.auth.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line for the record. Never holds a password, a token, or a log-in name that nobody has.
 *
 * @param companyId whose record it is in; without one only operators read it
 * @param actorId   who did it
 * @param address   where from
 * @param subjectId what it was done to
 * @param detail    what else the reader must know: names of changed fields, a reason
 */
public record AuditEntry(
        AuditAction action,
        Instant at,
        @Nullable UUID companyId,
        @Nullable UUID actorId,
        @Nullable String address,
        @Nullable UUID subjectId,
        @Nullable String detail) {

    static AuditEntry of(AuditAction action, Instant at) {
        return new AuditEntry(action, at, null, null, null, null, null);
    }

    public AuditEntry in(@Nullable UUID company) {
        return new AuditEntry(action, at, company, actorId, address, subjectId, detail);
    }

    public AuditEntry by(@Nullable UUID staff, @Nullable String from) {
        return new AuditEntry(action, at, companyId, staff, from, subjectId, detail);
    }

    public AuditEntry to(@Nullable UUID subject) {
        return new AuditEntry(action, at, companyId, actorId, address, subject, detail);
    }

    public AuditEntry saying(@Nullable String what) {
        return new AuditEntry(action, at, companyId, actorId, address, subjectId, what);
    }
}
