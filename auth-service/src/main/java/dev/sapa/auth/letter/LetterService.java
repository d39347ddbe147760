package dev.sapa.auth.letter;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.link.Links;
import dev.sapa.auth.mail.Post;
import dev.sapa.auth.reset.ResetMailService;
import dev.sapa.auth.staff.Account;
import dev.sapa.auth.staff.StaffDirectory;
import dev.sapa.auth.staff.StaffView;
import dev.sapa.relay.EventTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Sends what an admin wants sent, each on record, so many a day: no admin's password makes this an open relay. */
@ApplicationScoped
class LetterService {

    private static final Logger LOG = Logger.getLogger(LetterService.class);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String WELCOME = "Welcome to Sapa";
    private static final String WELCOME_TEXT = """
            Hello %s,

            you can sign in here with your e-mail address or the user name %s:

            %s
            """;

    private final Post post;
    private final StaffDirectory directory;
    private final ResetMailService resets;
    private final Links links;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final LetterSettings settings;
    private final Clock clock;

    LetterService(
            Post post,
            StaffDirectory directory,
            ResetMailService resets,
            Links links,
            EventTransactions transactions,
            AuditLog audit,
            LetterSettings settings,
            Clock clock) {
        this.post = post;
        this.directory = directory;
        this.resets = resets;
        this.links = links;
        this.transactions = transactions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    Uni<Void> send(Caller by, String to, String subject, String text) {
        requireOpen();
        return noted(by).chain(() -> deliver(to, subject, text));
    }

    Uni<Void> welcome(Caller by, String email) {
        requireOpen();
        return colleague(by, email)
                .call(() -> noted(by))
                .chain(person -> deliver(
                        person.email(),
                        WELCOME,
                        WELCOME_TEXT.formatted(person.name(), person.username(), links.toSignIn())));
    }

    Uni<Void> resetPassword(Caller by, String email) {
        requireOpen();
        return colleague(by, email).call(() -> noted(by)).chain(person -> resets.request(person.email()));
    }

    private void requireOpen() {
        if (!post.isOpen()) {
            throw LetterProblem.notConfigured();
        }
    }

    private Uni<StaffView> colleague(Caller by, String email) {
        return transactions.readInSession(
                by.scope(), () -> directory.account(email).chain(found -> found.filter(Account::active)
                        .map(account -> directory.view(account.staffId()))
                        .orElseThrow(LetterProblem::notFound)));
    }

    private Uni<Void> noted(Caller by) {
        return transactions.readInSession(by.scope(), () -> audit.count(
                        by.companyId(), AuditAction.MAIL_SENT, clock.instant().minus(A_DAY))
                .invoke(sent -> {
                    if (sent >= settings.aDay()) {
                        throw LetterProblem.tooMany();
                    }
                })
                .chain(() -> audit.add(
                        audit.entry(AuditAction.MAIL_SENT).in(by.companyId()).by(by.staffId(), by.address()))));
    }

    private Uni<Void> deliver(String to, String subject, String text) {
        return post.send(to, subject, text)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "A mail could not be sent: %s", failure.getClass().getSimpleName()))
                .onFailure()
                .transform(failure -> LetterProblem.unavailable());
    }
}
