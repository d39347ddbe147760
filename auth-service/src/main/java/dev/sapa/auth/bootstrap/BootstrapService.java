package dev.sapa.auth.bootstrap;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.company.CompanyChange;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.password.PasswordHasher;
import dev.sapa.auth.staff.NewStaff;
import dev.sapa.auth.staff.Profile;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.auth.staff.StaffService;
import dev.sapa.auth.staff.StaffView;
import dev.sapa.auth.vault.RandomToken;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins an installation: its first company and its first operator. */
@ApplicationScoped
class BootstrapService {

    private final InvitationRepository invitations;
    private final StaffDirectory directory;
    private final StaffService staff;
    private final CompanyService companies;
    private final PasswordHasher passwords;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final BootstrapSettings settings;
    private final Clock clock;

    BootstrapService(
            InvitationRepository invitations,
            StaffDirectory directory,
            StaffService staff,
            CompanyService companies,
            PasswordHasher passwords,
            EventTransactions transactions,
            AuditLog audit,
            BootstrapSettings settings,
            Clock clock) {
        this.invitations = invitations;
        this.directory = directory;
        this.staff = staff;
        this.companies = companies;
        this.passwords = passwords;
        this.transactions = transactions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new one-time token when the installation has nobody yet; empty otherwise. */
    Uni<Optional<String>> invite(String email) {
        var token = RandomToken.next();
        return transactions.readInSession(Scope.everyCompany(), () -> directory
                .isEmpty()
                .chain(empty -> empty
                        ? invitations
                                .persist(new Invitation(token, email, clock.instant(), settings.validity()))
                                .replaceWith(Optional.of(token))
                        : Uni.createFrom().item(Optional.empty())));
    }

    Uni<StaffView> begin(String token, String password, String name, @Nullable String companyName) {
        // Hashed only for who has the token: nobody else may spend our cores.
        return transactions
                .readInSession(Scope.everyCompany(), () -> open(token))
                .chain(() -> passwords.hash(password))
                .chain(hash -> transactions.inSession(Scope.everyCompany(), events -> invitations
                        .lock()
                        .chain(() -> open(token))
                        .chain(invitation -> begin(events, invitation, hash, name, companyName))));
    }

    private Uni<Invitation> open(String token) {
        return invitations
                .findById(Invitation.hash(token))
                .onItem()
                .transform(found -> {
                    if (found == null || !found.isOpen(clock.instant())) {
                        throw BootstrapProblem.refused();
                    }
                    return found;
                })
                .call(() -> directory.isEmpty().invoke(empty -> {
                    if (!empty) {
                        throw BootstrapProblem.refused();
                    }
                }));
    }

    private Uni<StaffView> begin(
            Events events, Invitation invitation, String hash, String name, @Nullable String companyName) {
        var slug = settings.company();
        var companyId = UuidCreator.getTimeOrderedEpoch();
        return companies
                .found(events, companyId, slug, companyName == null ? slug : companyName, CompanyChange.none())
                .chain(() -> staff.hire(
                        events,
                        new NewStaff(
                                UuidCreator.getTimeOrderedEpoch(),
                                companyId,
                                profile(invitation.email(), name),
                                Role.OPERATOR,
                                hash,
                                List.of())))
                .call(() -> invitations.deleteAll())
                .call(operator -> audit.add(audit.entry(AuditAction.INSTALLATION_BOOTSTRAPPED)
                        .in(companyId)
                        .by(operator.id(), null)
                        .to(companyId)));
    }

    private static Profile profile(String email, String name) {
        return new Profile(email, email.substring(0, email.indexOf('@')), name, null);
    }
}
