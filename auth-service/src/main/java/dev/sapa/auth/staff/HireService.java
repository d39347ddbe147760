package dev.sapa.auth.staff;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.password.PasswordHasher;
import dev.sapa.auth.repeat.RepeatKey;
import dev.sapa.auth.repeat.RepeatService;
import dev.sapa.relay.EventTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Admins add people. */
@ApplicationScoped
class HireService {

    /** So many people of one name would have to be added at the same moment for the last of them to be refused. */
    private static final int TRIES = 20;

    private final StaffService staff;
    private final StaffDirectory directory;
    private final Usernames usernames;
    private final PasswordHasher passwords;
    private final RepeatService repeats;
    private final EventTransactions transactions;
    private final AuditLog audit;

    HireService(
            StaffService staff,
            StaffDirectory directory,
            Usernames usernames,
            PasswordHasher passwords,
            RepeatService repeats,
            EventTransactions transactions,
            AuditLog audit) {
        this.staff = staff;
        this.directory = directory;
        this.usernames = usernames;
        this.passwords = passwords;
        this.repeats = repeats;
        this.transactions = transactions;
        this.audit = audit;
    }

    Uni<StaffView> hire(Caller caller, UUID companyId, StaffRequest.Create request, @Nullable String idempotencyKey) {
        StaffService.requireMayGive(caller, request.wantedRole());
        var key = repeats.key(caller, "staff of " + companyId, request, idempotencyKey);
        return passwords
                .hash(request.password())
                .chain(hash -> request.username() == null
                        ? hireUnderFreeName(caller, companyId, request, hash, key)
                        : hire(caller, person(companyId, request, request.username(), hash), key))
                .onFailure()
                .transform(StaffProblem::taken);
    }

    private Uni<StaffView> hireUnderFreeName(
            Caller caller, UUID companyId, StaffRequest.Create request, String hash, Optional<RepeatKey> key) {
        return Uni.createFrom()
                .deferred(() -> usernames.freeFor(request.email()))
                .chain(name -> hire(caller, person(companyId, request, name, hash), key))
                .onFailure(StaffProblem::isUsernameTaken)
                .retry()
                .atMost(TRIES);
    }

    private Uni<StaffView> hire(Caller caller, NewStaff person, Optional<RepeatKey> key) {
        return transactions.inSession(
                caller.scope(),
                events -> repeats.once(
                        key,
                        () -> staff.requireSeat(person.companyId())
                                .chain(() -> staff.hire(events, person))
                                .call(created -> record(caller, created)),
                        view -> view.id().toString(),
                        id -> directory.view(UUID.fromString(id))));
    }

    private Uni<Void> record(Caller caller, StaffView created) {
        return audit.add(audit.entry(AuditAction.STAFF_CREATED)
                .in(created.companyId())
                .by(caller.staffId(), caller.address())
                .to(created.id())
                .saying(created.role()));
    }

    private static NewStaff person(UUID companyId, StaffRequest.Create request, String username, String hash) {
        return new NewStaff(
                UuidCreator.getTimeOrderedEpoch(),
                companyId,
                new Profile(request.email(), username, request.name(), request.phone()),
                request.wantedRole(),
                hash,
                request.departments());
    }
}
