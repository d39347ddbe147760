package dev.sapa.chat.email;

import dev.sapa.chat.carriage.InboundService;
import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.AccountService;
import dev.sapa.chat.provider.Incoming;
import dev.sapa.chat.provider.Media;
import dev.sapa.chat.provider.ProviderProblem;
import dev.sapa.chat.provider.Report;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes in mails, by whichever way they come: what a person wrote, what a machine did, and how our own fare. */
@ApplicationScoped
class EmailService {

    private static final Logger LOG = Logger.getLogger(EmailService.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    private final AccountService accounts;
    private final InboundService inbound;
    private final EmailStore store;
    private final EmailWorkers workers;
    private final EventTransactions transactions;
    private final Chores chores;
    private final Clock clock;

    EmailService(
            AccountService accounts,
            InboundService inbound,
            EmailStore store,
            EmailWorkers workers,
            EventTransactions transactions,
            Chores chores,
            Clock clock) {
        this.accounts = accounts;
        this.inbound = inbound;
        this.store = store;
        this.workers = workers;
        this.transactions = transactions;
        this.chores = chores;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        chores.every(
                FORGET_EVERY,
                "forget mails that were taken in",
                () -> transactions.readInConnection(Scope.everyCompany(), store::forget));
    }

    /** Emits when what was delivered cannot be lost any more. */
    Uni<Void> take(UUID id, @Nullable String secret, @Nullable String signature, byte[] body) {
        return accounts.delivering(id, EmailProvider.CHANNEL)
                .invoke(account -> requireKnown(account.secret(EmailProvider.WEBHOOK_SECRET), secret, signature, body))
                .chain(account -> accept(account, body));
    }

    /** The same, for a mail that we have fetched ourselves. */
    Uni<Void> accept(Account account, byte[] raw) {
        return workers.reading(() -> MailReader.read(raw, clock.instant())).chain(mail -> accept(account, mail, raw));
    }

    private Uni<Void> accept(Account account, Mail mail, byte[] raw) {
        if (mail.receipt() != null) {
            return hear(account, mail.receipt());
        }
        if (isOurOwn(account, mail)) {
            LOG.infof("A mail of our own came back to %s and is left alone", account);
            return Uni.createFrom().voidItem();
        }
        var kept = mail.pieces().isEmpty() || mail.automatic()
                ? Uni.createFrom().voidItem()
                : transactions.readInConnection(
                        Scope.of(account.company()), connection -> store.add(connection, account, mail.id(), raw));
        return kept.chain(() -> inbound.receive(account, List.of(incoming(account, mail)), List.of()));
    }

    /** Of what we do not know there is nothing to say. */
    private Uni<Void> hear(Account account, Mail.Receipt receipt) {
        var state = receipt.state();
        return receipt.original().stream()
                .filter(id -> state != null && MessageId.ourId(account, id) != null)
                .findFirst()
                .map(id -> inbound.receive(
                        account,
                        List.of(),
                        List.of(new Report(
                                id,
                                MessageId.ourId(account, id),
                                String.valueOf(state),
                                receipt.reason(),
                                clock.instant()))))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static boolean isOurOwn(Account account, Mail mail) {
        return mail.from().equals(account.address())
                || mail.replyTo().equals(account.address())
                || mail.loops().contains(account.address())
                || MessageId.ourId(account, mail.id()) != null;
    }

    /**
     * Whoever wants answers elsewhere may be anybody, whatever the sender's mail server vouches for: such a mail begins a
     * conversation of its own, without a visitor's e-mail address, and says where it came from.
     */
    private static Incoming incoming(Account account, Mail mail) {
        var isSender = mail.from().equals(mail.replyTo());
        return new Incoming(
                mail.id(),
                mail.replyTo(),
                mail.name(),
                null,
                isSender ? mail.from() : null,
                mail.sentAt(),
                isSender ? mail.text() : "[From %s]\n%s".formatted(mail.from(), mail.text()),
                false,
                null,
                mail.subject(),
                isSender ? references(account, mail) : List.of(),
                mail.pieces().stream()
                        .map(piece -> new Media(mail.id() + " " + piece.place(), piece.name(), null))
                        .toList(),
                mail.automatic());
    }

    /** Ours also by what we called them ourselves: their names are noted only when the server has said that it has them. */
    private static List<String> references(Account account, Mail mail) {
        return mail.references().stream()
                .flatMap(id -> {
                    var ours = MessageId.ourId(account, id);
                    return ours == null ? Stream.of(id) : Stream.of(id, ours);
                })
                .toList();
    }

    private static void requireKnown(
            String expected, @Nullable String secret, @Nullable String signature, byte[] body) {
        var isKnown = !expected.isEmpty()
                && ((secret != null && isSame(expected, secret))
                        || (signature != null && isSame(PREFIX + mac(expected, body), signature)));
        if (!isKnown) {
            throw ProviderProblem.signatureInvalid();
        }
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String mac(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
