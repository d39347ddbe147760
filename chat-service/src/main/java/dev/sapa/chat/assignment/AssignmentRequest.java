package dev.sapa.chat.assignment;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.sapa.events.AssignmentMade;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of {@link AssignmentMade}; what is only of interest to others may be absent. */
record AssignmentRequest(
        @Nullable UUID assignmentId,
        @NotNull UUID companyId,
        @Positive long version,
        @Positive long epoch,
        @NotNull UUID agentId,
        @Nullable UUID departmentId,
        @NotNull Kind kind,
        boolean forced,
        @Nullable UUID actorId,
        @Nullable String note,
        @Nullable Instant assignedAt) {

    /** As on the wire: in lower case. */
    enum Kind {
        AUTOMATIC,
        MANUAL,
        CLAIM,
        TRANSFER;

        @JsonCreator
        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    AssignmentMade made(UUID conversation, Instant now) {
        return new AssignmentMade(
                assignmentId == null ? conversation : assignmentId,
                conversation,
                companyId,
                version,
                epoch,
                agentId,
                departmentId,
                AssignmentMade.Kind.valueOf(kind.name()),
                forced,
                actorId,
                note,
                assignedAt == null ? now : assignedAt);
    }
}
