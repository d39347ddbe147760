package dev.sapa.auth.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the record as its readers see it.
 *
 * @param actorId   the staff user who did it; null when it was nobody who is signed in
 * @param subjectId the staff user, department or company it was done to
 */
record AuditView(
        UUID id,
        Instant at,
        String action,
        @Nullable UUID companyId,
        @Nullable UUID actorId,
        @Nullable UUID subjectId,
        @Nullable String address,
        @Nullable String detail) {}
