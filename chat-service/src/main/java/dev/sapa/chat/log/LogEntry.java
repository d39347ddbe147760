package dev.sapa.chat.log;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One deed in the log; rows are only ever added, and read by {@link ActivityLog#read}. */
@Entity
@Table(name = "conversation_log")
@SuppressWarnings("UnusedVariable") // the log reads the table, not the entity
class LogEntry {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    @Column(nullable = false, updatable = false)
    private UUID conversationId;

    @Column(nullable = false, updatable = false)
    private long version;

    @Column(nullable = false, updatable = false)
    private String action;

    @Column(nullable = false, updatable = false)
    private String actor;

    @Column(updatable = false)
    private @Nullable UUID actorId;

    @Column(updatable = false)
    private @Nullable String detail;

    @Column(nullable = false, updatable = false)
    private Instant at;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected LogEntry() {}

    LogEntry(UUID companyId, UUID conversationId, long version, Deed deed, Instant at) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.companyId = companyId;
        this.conversationId = conversationId;
        this.version = version;
        this.action = deed.action().toString();
        this.actor = deed.actor().side().toString();
        this.actorId = deed.actor().staffId();
        this.detail = deed.detail().isEmpty() ? null : new JsonObject(deed.detail()).encode();
        this.at = at;
    }
}
