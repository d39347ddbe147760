package dev.sapa.auth.staff;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.department.DepartmentService;
import dev.sapa.auth.password.PasswordHasher;
import dev.sapa.auth.session.EndReason;
import dev.sapa.auth.session.SessionService;
import dev.sapa.events.StaffChanged;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.events.Topic;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases that change staff. */
@ApplicationScoped
public class StaffService {

    private final StaffRepository staff;
    private final MembershipRepository memberships;
    private final StaffDirectory directory;
    private final DepartmentService departments;
    private final CompanyService companies;
    private final SessionService sessions;
    private final PasswordHasher passwords;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    StaffService(
            StaffRepository staff,
            MembershipRepository memberships,
            StaffDirectory directory,
            DepartmentService departments,
            CompanyService companies,
            SessionService sessions,
            PasswordHasher passwords,
            EventTransactions transactions,
            AuditLog audit,
            Clock clock) {
        this.staff = staff;
        this.memberships = memberships;
        this.directory = directory;
        this.departments = departments;
        this.companies = companies;
        this.sessions = sessions;
        this.passwords = passwords;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Adds a staff user in the caller's transaction. */
    public Uni<StaffView> hire(Events events, NewStaff person) {
        return departments
                .requireOf(person.companyId(), person.departmentIds())
                .chain(() -> staff.nextNumber())
                .map(number -> new Staff(
                        person.id(),
                        person.companyId(),
                        number,
                        person.profile(),
                        person.role(),
                        person.passwordHash(),
                        clock.instant()))
                .chain(added -> store(events, added, person.departmentIds()));
    }

    Uni<StaffView> change(Caller caller, UUID id, StaffChange change, @Nullable String password) {
        if (id.equals(caller.staffId()) && (change.role() != null || Boolean.FALSE.equals(change.active()))) {
            throw StaffProblem.ownAccount();
        }
        return hashed(password)
                .chain(hash -> transactions.inSession(caller.scope(), events -> staff.lock(id)
                        .invoke(person -> requireMayChange(caller, person, change))
                        .call(person -> Boolean.TRUE.equals(change.active()) && !person.isActive()
                                ? requireSeat(person.companyId())
                                : Uni.createFrom().voidItem())
                        .chain(person -> change(events, caller, person, change, hash))))
                .onFailure()
                .transform(StaffProblem::taken);
    }

    /** Ends every log-in of somebody whom the caller may change. */
    Uni<Void> signOut(Caller caller, UUID id) {
        return transactions.inSession(caller.scope(), events -> staff.lock(id)
                .invoke(person -> requireMayGive(caller, person.role()))
                .chain(person -> sessions.endAllOfStaff(events, id, EndReason.LOGOUT)
                        .chain(() -> audit.add(audit.entry(AuditAction.LOGOUT)
                                .in(person.companyId())
                                .by(caller.staffId(), caller.address())
                                .to(id)
                                .saying("everywhere")))));
    }

    /**
     * Somebody whom the caller may change, in the caller's transaction; 404 when there is none or the transaction may
     * not see it, 403 for an operator unless the caller is one.
     */
    public Uni<Account> changeable(Caller caller, UUID id) {
        return staff.get(id)
                .invoke(person -> requireMayGive(caller, person.role()))
                .map(Staff::account);
    }

    /**
     * Sets the password that was chosen and ends the log-ins; in the caller's transaction.
     *
     * @param keep the log-in that goes on; null ends all of them
     */
    public Uni<Void> changePassword(Events events, UUID id, String hash, @Nullable UUID keep) {
        return staff.lock(id)
                .invoke(person -> person.signInWith(hash))
                .chain(() -> sessions.endAllOfStaff(events, id, EndReason.PASSWORD_CHANGED, keep));
    }

    /** Replaces the hash of an unchanged password by one of today's cost; in the caller's transaction. */
    public Uni<Void> rehash(UUID id, String hash) {
        return staff.lock(id).invoke(person -> person.signInWith(hash)).replaceWithVoid();
    }

    /** Fails with a problem when the company may have no other staff user who signs in; in the caller's transaction. */
    Uni<Void> requireSeat(UUID companyId) {
        return companies
                .seats(companyId)
                .chain(seats -> seats.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : staff.seated(companyId)
                                .invoke(taken -> {
                                    if (taken >= seats.getAsInt()) {
                                        throw StaffProblem.noSeat(seats.getAsInt());
                                    }
                                })
                                .replaceWithVoid());
    }

    private Uni<StaffView> store(Events events, Staff added, List<UUID> departmentIds) {
        return staff.persist(added)
                .chain(() -> staff.flush())
                .chain(() -> memberships.replace(added, departmentIds))
                .invoke(() -> announce(events, added, departmentIds))
                .chain(() -> directory.view(added.id()));
    }

    private Uni<StaffView> change(
            Events events, Caller caller, Staff person, StaffChange change, Optional<String> hash) {
        return memberships.of(List.of(person.id())).chain(of -> {
            var before = of.getOrDefault(person.id(), List.of());
            var after = change.departmentIds() == null ? before : change.departmentIds();
            var roleBefore = person.role();
            boolean changed = person.apply(change, !after.equals(before));
            return (after.equals(before) ? Uni.createFrom().voidItem() : move(person, after))
                    .invoke(() -> {
                        if (changed) {
                            announce(events, person, after);
                        }
                    })
                    .chain(() -> endLogins(events, person, roleBefore, hash))
                    .chain(() -> directory.view(person.id()))
                    .call(view -> changed || hash.isPresent()
                            ? record(caller, view, what(hash))
                            : Uni.createFrom().voidItem());
        });
    }

    private Uni<Void> move(Staff person, List<UUID> to) {
        return departments.requireOf(person.companyId(), to).chain(() -> memberships.replace(person, to));
    }

    /** What somebody was allowed to do yesterday must not live on in a token. */
    private Uni<Void> endLogins(Events events, Staff person, Role roleBefore, Optional<String> hash) {
        hash.ifPresent(person::signInWith);
        if (!person.isActive()) {
            return sessions.endAllOfStaff(events, person.id(), EndReason.SUSPENDED);
        }
        if (hash.isPresent()) {
            return sessions.endAllOfStaff(events, person.id(), EndReason.PASSWORD_CHANGED);
        }
        return person.role() == roleBefore
                ? Uni.createFrom().voidItem()
                : sessions.endAllOfStaff(events, person.id(), EndReason.ROLE_CHANGED);
    }

    private Uni<Optional<String>> hashed(@Nullable String password) {
        return password == null
                ? Uni.createFrom().item(Optional.empty())
                : passwords.hash(password).map(Optional::of);
    }

    private Uni<Void> record(Caller caller, StaffView person, String what) {
        return audit.add(audit.entry(AuditAction.STAFF_CHANGED)
                .in(person.companyId())
                .by(caller.staffId(), caller.address())
                .to(person.id())
                .saying(what));
    }

    private static String what(Optional<String> hash) {
        return hash.isPresent() ? "password" : "profile";
    }

    /** Only an operator may make or change an operator. */
    static void requireMayGive(Caller caller, Role role) {
        if (role == Role.OPERATOR && !caller.isOperator()) {
            throw StaffProblem.roleNotYours();
        }
    }

    private static void requireMayChange(Caller caller, Staff person, StaffChange change) {
        requireMayGive(caller, person.role());
        if (change.role() != null) {
            requireMayGive(caller, change.role());
        }
    }

    private static void announce(Events events, Staff person, List<UUID> departmentIds) {
        var event = person.event(departmentIds);
        events.record(
                OutgoingEvent.of(Topic.AUTH, StaffChanged.TYPE, person.id(), event.version(), person.companyId(), event)
                        .concerning(person.id()));
    }
}
