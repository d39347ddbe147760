package dev.sapa.chat.canned;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.access.Caller;
import io.quarkus.security.ForbiddenException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer in store: the company's, one department's, or one person's own. */
@Entity
@Table(name = "canned_reply")
@SuppressWarnings("UnusedVariable") // the database's policies read the company
class CannedReply {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([a-z][a-z0-9_.]{0,63})\\s*}}");

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID companyId;

    private @Nullable UUID departmentId;

    @Column(updatable = false)
    private @Nullable UUID ownerId;

    @Column(nullable = false)
    private String shortcut;

    @Column(nullable = false)
    private String title;

    @Column(nullable = false)
    private String body;

    private long version;

    @Column(nullable = false)
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected CannedReply() {}

    /** Fails with 403 when the author may not make one of that kind. */
    static CannedReply of(Caller.Staff author, CannedRequest.Create request, Instant now) {
        if (!request.personal() && !author.oversees()) {
            throw new ForbiddenException();
        }
        if (request.personal() && request.departmentId() != null) {
            throw CannedProblem.personalHasNoDepartment();
        }
        var reply = new CannedReply();
        reply.id = UuidCreator.getTimeOrderedEpoch();
        reply.companyId = author.companyId();
        reply.ownerId = request.personal() ? author.id() : null;
        reply.departmentId = request.departmentId();
        reply.shortcut = request.shortcut();
        reply.title = request.title();
        reply.body = request.text();
        reply.version = 1;
        reply.changedAt = now;
        return reply;
    }

    @Nullable
    UUID departmentId() {
        return departmentId;
    }

    /** Fails with "not found" when it is somebody else's own, with 403 when only overseers may. */
    void requireChangeableBy(Caller.Staff staff) {
        if (ownerId == null && !staff.oversees()) {
            throw new ForbiddenException();
        }
        if (ownerId != null && !ownerId.equals(staff.id())) {
            throw CannedProblem.notFound();
        }
    }

    /** Takes over what is not null. */
    void change(CannedRequest.Patch patch, Instant now) {
        if (ownerId != null && patch.departmentId() != null) {
            throw CannedProblem.personalHasNoDepartment();
        }
        shortcut = Objects.requireNonNullElse(patch.shortcut(), shortcut);
        title = Objects.requireNonNullElse(patch.title(), title);
        body = Objects.requireNonNullElse(patch.text(), body);
        departmentId = patch.everywhere() ? null : patch.departmentId() == null ? departmentId : patch.departmentId();
        version++;
        changedAt = now;
    }

    /** @param departmentName null when there is none, or it is not known yet */
    CannedView view(@Nullable String departmentName) {
        return new CannedView(
                id,
                shortcut,
                title,
                body,
                ownerId != null ? "personal" : departmentId != null ? "department" : "company",
                departmentId == null ? null : new CannedView.Department(departmentId, departmentName),
                placeholders(),
                version,
                changedAt);
    }

    private List<String> placeholders() {
        return PLACEHOLDER
                .matcher(body)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }
}
