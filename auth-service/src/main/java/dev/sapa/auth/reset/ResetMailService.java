package dev.sapa.auth.reset;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.mail.Post;
import dev.sapa.auth.reset.ResetRequests.Claimed;
import dev.sapa.auth.staff.Account;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Mails links to who forgot a password. Asking only notes the log-in name, in the same time for every name; whether
 * anybody has it shows when the note is served, by any replica and again after a failure.
 */
@ApplicationScoped
public class ResetMailService {

    private static final Logger LOG = Logger.getLogger(ResetMailService.class);
    private static final int AT_ONCE = 20;
    private static final String SUBJECT = "Choose a new password";
    private static final String TEXT = """
            Somebody, probably you, asked for a new password for your account %s.

            Choose it here within %d minutes:

            %s

            If it was not you, do nothing: your password stays as it is.
            """;

    private final ResetRequests requests;
    private final ResetService resets;
    private final PasswordResetRepository open;
    private final StaffDirectory directory;
    private final CompanyService companies;
    private final Post post;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final ResetSettings settings;
    private final Clock clock;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();

    ResetMailService(
            ResetRequests requests,
            ResetService resets,
            PasswordResetRepository open,
            StaffDirectory directory,
            CompanyService companies,
            Post post,
            EventTransactions transactions,
            AuditLog audit,
            ResetSettings settings,
            Clock clock) {
        this.requests = requests;
        this.resets = resets;
        this.open = open;
        this.directory = directory;
        this.companies = companies;
        this.post = post;
        this.transactions = transactions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A link on its way to one person. */
    private record Letter(String address, String username, ResetLink link) {}

    /** Notes that somebody asked; without a mail server nothing happens but a warning, the first time. */
    public Uni<Void> request(String login) {
        if (!post.isOpen()) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn("Somebody forgot a password and no mail server is set (SAPA_MAIL_HOST):"
                        + " an admin has to hand over a link (POST /staff/{id}/password-resets)");
            }
            return Uni.createFrom().voidItem();
        }
        return transactions.readInConnection(
                Scope.everyCompany(), connection -> requests.add(connection, login, clock.instant()));
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deliver() {
        return post.isOpen()
                ? deliverAll().invoke(() -> failing.set(false)).onFailure().recoverWithItem(this::outage)
                : Uni.createFrom().voidItem();
    }

    /** Said once for each outage of the database; the requests wait. */
    private @Nullable Void outage(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("Requests for new passwords cannot be read at the moment: %s", failure.getMessage());
        }
        return null;
    }

    private Uni<Void> deliverAll() {
        return transactions
                .readInConnection(
                        Scope.everyCompany(),
                        connection -> requests.claim(connection, clock.instant(), settings.retryAfter(), AT_ONCE))
                .onItem()
                .transformToMulti(claimed -> Multi.createFrom().iterable(claimed))
                .onItem()
                .transformToUniAndConcatenate(this::serve)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> serve(Claimed request) {
        return transactions
                .readInSession(Scope.everyCompany(), () -> letter(request.login()))
                .chain(letter ->
                        letter.map(this::send).orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> forget(request))
                .onFailure()
                .recoverWithUni(failure -> failed(request, failure));
    }

    /** Nothing for nobody, for who may not sign in, and for who has enough links. */
    private Uni<Optional<Letter>> letter(String login) {
        return directory.account(login).chain(account -> account.filter(Account::active)
                .map(this::letter)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<Letter>> letter(Account account) {
        return open.countOpen(account.staffId(), clock.instant())
                .chain(links -> links >= settings.open()
                        ? Uni.createFrom().item(false)
                        : companies.isActive(account.companyId()))
                .chain(may -> may ? write(account) : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Letter>> write(Account account) {
        return resets.open(account)
                .call(() -> audit.add(audit.entry(AuditAction.PASSWORD_RESET_MAILED)
                        .in(account.companyId())
                        .to(account.staffId())))
                .chain(link -> directory
                        .view(account.staffId())
                        .map(person -> Optional.of(new Letter(person.email(), person.username(), link))));
    }

    private Uni<Void> send(Letter letter) {
        var text = TEXT.formatted(
                letter.username(),
                settings.validity().toMinutes(),
                letter.link().link());
        return post.send(letter.address(), SUBJECT, text);
    }

    private Uni<Void> failed(Claimed request, Throwable failure) {
        LOG.warnf(
                "A link for a new password could not be mailed (try %d of %d): %s",
                request.tries(), settings.tries(), failure.getClass().getSimpleName());
        return request.tries() < settings.tries() ? Uni.createFrom().voidItem() : forget(request);
    }

    private Uni<Void> forget(Claimed request) {
        return transactions.readInConnection(
                Scope.everyCompany(), connection -> requests.done(connection, request.login()));
    }
}
