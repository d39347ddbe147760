package dev.sapa.chat.email;

import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.email.ImapReader.Fetched;
import dev.sapa.chat.email.ImapReader.Look;
import dev.sapa.chat.email.MailboxStore.Claim;
import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.AccountService;
import dev.sapa.chat.provider.OutsideClient;
import dev.sapa.chat.provider.ProviderSettings;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Looks into companies' mailboxes. One replica has a mailbox at a time, by a lease that every note about it must still
 * hold. A mail is noted after it is taken in; one that was taken in by somebody who died before that is known by its name.
 */
@ApplicationScoped
class MailboxService {

    private static final Logger LOG = Logger.getLogger(MailboxService.class);
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final MailboxStore store;
    private final EmailService mails;
    private final AccountService accounts;
    private final OutsideClient outside;
    private final EmailWorkers workers;
    private final EventTransactions transactions;
    private final Chores chores;
    private final EmailSettings settings;
    private final ProviderSettings providers;
    private final Vertx vertx;
    private final AtomicInteger underWay = new AtomicInteger();

    MailboxService(
            MailboxStore store,
            EmailService mails,
            AccountService accounts,
            OutsideClient outside,
            EmailWorkers workers,
            EventTransactions transactions,
            Chores chores,
            EmailSettings settings,
            ProviderSettings providers,
            Vertx vertx) {
        this.store = store;
        this.mails = mails;
        this.accounts = accounts;
        this.outside = outside;
        this.workers = workers;
        this.transactions = transactions;
        this.chores = chores;
        this.settings = settings;
        this.providers = providers;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        var often = settings.lookEvery().compareTo(Duration.ofSeconds(2)) < 0
                ? settings.lookEvery()
                : Duration.ofSeconds(2);
        chores.every(often, "look into mailboxes", this::lookAll);
    }

    private Uni<Void> lookAll() {
        var room = settings.atOnce() - underWay.get();
        return room <= 0
                ? Uni.createFrom().voidItem()
                : transactions
                        .readInConnection(Scope.everyCompany(), connection -> store.claim(connection, room, LEASE))
                        .invoke(claims -> claims.forEach(this::begin))
                        .replaceWithVoid();
    }

    private void begin(Claim claim) {
        underWay.incrementAndGet();
        chores.now("look into a mailbox", () -> look(claim).onTermination().invoke(underWay::decrementAndGet));
    }

    private Uni<Void> look(Claim claim) {
        return in(claim, connection -> accounts.read(connection, claim.account()))
                .chain(account -> account == null ? Uni.createFrom().voidItem() : look(account, claim))
                .onFailure()
                .recoverWithUni(failure -> failed(claim, failure));
    }

    private Uni<Void> look(Account account, Claim claim) {
        var server = MailServer.imap(account);
        return outside.resolve(server.host())
                .chain(address -> workers.fetching(() -> look(account, claim, server, address)))
                .chain(found -> takeAll(account, claim, found));
    }

    private Look look(Account account, Claim claim, MailServer server, InetAddress address)
            throws MessagingException, IOException {
        var sockets = new MailSockets(address);
        var session = server.session(sockets, providers.timeout());
        var deadline = vertx.setTimer(settings.within().toMillis(), timer -> sockets.cut());
        try {
            return ImapReader.look(server, session, account.setting(EmailProvider.IMAP_FOLDER), claim.position());
        } finally {
            vertx.cancelTimer(deadline);
            sockets.cut();
        }
    }

    private Uni<Void> takeAll(Account account, Claim claim, Look found) {
        var taken = Uni.createFrom().voidItem();
        for (var mail : found.mails()) {
            taken = taken.chain(() -> take(account, mail)).chain(() -> advance(claim, found.validity(), mail.uid()));
        }
        return taken.chain(() ->
                        found.more() ? Uni.createFrom().voidItem() : advance(claim, found.validity(), found.last()))
                .chain(() -> in(
                        claim,
                        connection -> store.done(
                                connection,
                                claim.account(),
                                claim.turn(),
                                found.more() ? Duration.ZERO : settings.lookEvery())));
    }

    private Uni<Void> advance(Claim claim, long validity, long uid) {
        return in(claim, connection -> store.advance(connection, claim.account(), claim.turn(), validity, uid, LEASE))
                .invoke(isOurs -> {
                    if (!isOurs) {
                        throw new IllegalStateException("the mailbox is somebody else's by now");
                    }
                })
                .replaceWithVoid();
    }

    /** What is refused would be refused for ever, and must not stand in the way of the next. */
    private Uni<Void> take(Account account, Fetched mail) {
        return mails.accept(account, mail.raw())
                .onFailure(MailboxService::isRefusal)
                .recoverWithUni(refused -> {
                    LOG.warnf("Mail %d of %s is not taken: %s", mail.uid(), account, refused.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof HttpProblem problem
                && problem.getStatusCode() >= CLIENT_ERROR
                && problem.getStatusCode() < SERVER_ERROR;
    }

    private Uni<Void> failed(Claim claim, Throwable failure) {
        LOG.warnf("The mailbox of channel account %s: %s", claim.account(), EmailProvider.reason(failure));
        return in(
                claim,
                connection -> store.failed(
                        connection,
                        claim.account(),
                        claim.turn(),
                        pause(claim.attempts()),
                        EmailProvider.reason(failure)));
    }

    private Duration pause(int attempts) {
        var pause = settings.lookEvery().multipliedBy(1L << Math.min(attempts, 12));
        return pause.compareTo(settings.pauseAtMost()) < 0 ? pause : settings.pauseAtMost();
    }

    private <T> Uni<T> in(Claim claim, Function<SqlConnection, Uni<T>> work) {
        return transactions.readInConnection(Scope.of(claim.company()), work);
    }
}
