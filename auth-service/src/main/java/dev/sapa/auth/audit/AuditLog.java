package dev.sapa.auth.audit;

import dev.sapa.auth.page.Page;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes and reads the record. */
@ApplicationScoped
public class AuditLog {

    private final AuditRepository entries;
    private final EventTransactions transactions;
    private final Clock clock;

    AuditLog(AuditRepository entries, EventTransactions transactions, Clock clock) {
        this.entries = entries;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A new line, dated now; it is on record once {@link #add} has stored it. */
    public AuditEntry entry(AuditAction action) {
        return AuditEntry.of(action, clock.instant());
    }

    /** Stores a line in the caller's transaction, so that a deed and its record commit together. */
    public Uni<Void> add(AuditEntry entry) {
        return entries.persist(new AuditRow(entry)).replaceWithVoid();
    }

    /** How often it was done in a company since then; in the caller's transaction. */
    public Uni<Long> count(UUID company, AuditAction action, Instant since) {
        return entries.count("companyId = ?1 and action = ?2 and at > ?3", company, action.code(), since);
    }

    /** The record that {@code scope} may see, newest first. */
    Uni<Page<AuditView>> read(Scope scope, @Nullable UUID before, int limit) {
        return transactions
                .readInSession(scope, () -> entries.newestBefore(before, limit + 1))
                .map(found -> Page.of(found.stream().map(AuditRow::view).toList(), limit, last -> last.id()
                        .toString()));
    }
}
