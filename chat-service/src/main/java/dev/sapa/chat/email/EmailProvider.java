package dev.sapa.chat.email;

import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.Media;
import dev.sapa.chat.provider.Outcome;
import dev.sapa.chat.provider.Outgoing;
import dev.sapa.chat.provider.OutsideClient;
import dev.sapa.chat.provider.OutsideClient.NotSent;
import dev.sapa.chat.provider.Provider;
import dev.sapa.chat.provider.ProviderProblem;
import dev.sapa.chat.provider.ProviderSettings;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends by a company's mail server, and finds what came with mails. */
@ApplicationScoped
class EmailProvider implements Provider {

    static final String CHANNEL = "email";
    static final String ADDRESS = "address";
    static final String DISPLAY_NAME = "display_name";
    static final String SMTP_HOST = "smtp_host";
    static final String SMTP_PORT = "smtp_port";
    static final String SMTP_TLS = "smtp_tls";
    static final String SMTP_USER = "smtp_user";
    static final String SMTP_PASSWORD = "smtp_password";
    static final String IMAP_HOST = "imap_host";
    static final String IMAP_PORT = "imap_port";
    static final String IMAP_TLS = "imap_tls";
    static final String IMAP_USER = "imap_user";
    static final String IMAP_FOLDER = "imap_folder";
    static final String IMAP_PASSWORD = "imap_password";
    static final String WEBHOOK_SECRET = "webhook_secret";
    static final String RECEIPTS = "receipts";

    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@" + "[A-Za-z0-9.-]{1,180}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,250}[A-Za-z0-9])?");
    private static final int PORT_AT_MOST = 65_535;

    private final OutsideClient outside;
    private final ProviderSettings providers;
    private final EmailSettings settings;
    private final EmailStore store;
    private final EmailWorkers workers;
    private final EventTransactions transactions;
    private final Vertx vertx;
    private final Clock clock;

    EmailProvider(
            OutsideClient outside,
            ProviderSettings providers,
            EmailSettings settings,
            EmailStore store,
            EmailWorkers workers,
            EventTransactions transactions,
            Vertx vertx,
            Clock clock) {
        this.outside = outside;
        this.providers = providers;
        this.settings = settings;
        this.store = store;
        this.workers = workers;
        this.transactions = transactions;
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public Map<String, @Nullable String> settings() {
        var all = new LinkedHashMap<String, @Nullable String>();
        all.put(ADDRESS, null);
        all.put(DISPLAY_NAME, "");
        all.put(SMTP_HOST, null);
        all.put(SMTP_PORT, "");
        all.put(SMTP_TLS, MailServer.STARTTLS);
        all.put(SMTP_USER, "");
        all.put(IMAP_HOST, "");
        all.put(IMAP_PORT, "");
        all.put(IMAP_TLS, MailServer.TLS);
        all.put(IMAP_USER, "");
        all.put(IMAP_FOLDER, "INBOX");
        all.put(RECEIPTS, "none");
        return all;
    }

    @Override
    public Set<String> urls() {
        return Set.of();
    }

    @Override
    public Map<String, Boolean> secrets() {
        return Map.of(SMTP_PASSWORD, false, IMAP_PASSWORD, false, WEBHOOK_SECRET, false);
    }

    @Override
    public String address(JsonObject set, JsonObject secrets) {
        require(ADDRESS, MAILBOX.matcher(set.getString(ADDRESS)).matches(), "it is no e-mail address");
        requireServer(set, SMTP_HOST, SMTP_PORT, SMTP_TLS);
        var fetches = !set.getString(IMAP_HOST).isEmpty();
        if (fetches) {
            requireServer(set, IMAP_HOST, IMAP_PORT, IMAP_TLS);
            require(IMAP_PASSWORD, secrets.containsKey(IMAP_PASSWORD), "the mailbox cannot be read without it");
        }
        var webhook = secrets.getString(WEBHOOK_SECRET);
        require(
                WEBHOOK_SECRET,
                webhook != null || fetches,
                "either it or imap_host must be given, or no mail comes in");
        require(
                WEBHOOK_SECRET,
                webhook == null || webhook.matches("[\\x21-\\x7e]{16,256}"),
                "16 to 256 letters, digits and signs");
        require(
                RECEIPTS,
                Set.of("none", "delivery", "read").contains(set.getString(RECEIPTS)),
                "none, delivery or read");
        return set.getString(ADDRESS).toLowerCase(Locale.ROOT);
    }

    private void requireServer(JsonObject set, String host, String port, String tls) {
        require(host, HOST.matcher(set.getString(host)).matches(), "it is no name of a host");
        require(port, isPort(set.getString(port)), "1 to 65535, or nothing for the usual one");
        require(
                tls,
                Set.of(MailServer.TLS, MailServer.STARTTLS).contains(set.getString(tls))
                        || (providers.local() && MailServer.NONE.equals(set.getString(tls))),
                "tls or starttls");
    }

    private static boolean isPort(String port) {
        return port.isEmpty() || (port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= PORT_AT_MOST);
    }

    private static void require(String setting, boolean isRight, String why) {
        if (!isRight) {
            throw ProviderProblem.settingInvalid(setting, why);
        }
    }

    @Override
    public boolean bundles() {
        return true;
    }

    @Override
    public boolean threads() {
        return true;
    }

    @Override
    public Integer hourly() {
        return settings.hourlyPerSender();
    }

    /** A server whose answer to a whole mail was cut has it or has not, and there is no way to ask. */
    @Override
    public boolean mayRepeat() {
        return false;
    }

    @Override
    public <T> Uni<T> fetch(Account account, Media media, Function<Download, Uni<T>> taking) {
        var cut = media.reference().lastIndexOf(' ');
        var id = media.reference().substring(0, cut);
        var place = Integer.parseInt(media.reference().substring(cut + 1));
        return transactions
                .readInConnection(Scope.of(account.company()), connection -> store.find(connection, account.id(), id))
                .onItem()
                .ifNull()
                .failWith(() -> new IOException("the mail is not there any more"))
                .chain(raw -> workers.reading(() -> MailReader.piece(raw, place)))
                .chain(content -> taking.apply(new Download(
                        String.valueOf(media.name()), Multi.createFrom().item(Buffer.buffer(content)))));
    }

    @Override
    public Uni<Outcome> send(Account account, Outgoing outgoing) {
        var server = MailServer.smtp(account);
        return contents(outgoing)
                .chain(contents -> outside.resolve(server.host())
                        .chain(address -> workers.sending(() -> send(account, outgoing, contents, server, address))))
                .onFailure(NotSent.class)
                .recoverWithItem(failure -> new Outcome.Later("provider-unreachable", null, false));
    }

    private static Uni<List<Buffer>> contents(Outgoing outgoing) {
        return Multi.createFrom()
                .iterable(outgoing.files())
                .onItem()
                .transformToUniAndConcatenate(file -> file.content().get())
                .collect()
                .asList();
    }

    private Outcome send(
            Account account, Outgoing outgoing, List<Buffer> contents, MailServer server, InetAddress address)
            throws IOException {
        var sockets = new MailSockets(address);
        var session = server.session(sockets, providers.timeout());
        session.getProperties().setProperty("mail.smtp.from", account.address());
        session.getProperties().setProperty("mail.smtp.localhost", MessageId.domain(account.address()));
        if (!"none".equals(account.setting(RECEIPTS))) {
            session.getProperties().setProperty("mail.smtp.dsn.notify", "SUCCESS,FAILURE,DELAY");
            session.getProperties().setProperty("mail.smtp.dsn.ret", "HDRS");
        }
        var deadline = vertx.setTimer(settings.within().toMillis(), timer -> sockets.cut());
        try {
            var message = MailComposer.compose(account, outgoing, contents, session, clock.instant());
            return new SmtpSender(server, session).send(message, MessageId.of(account, outgoing.ourId()));
        } catch (MessagingException unwritable) {
            return new Outcome.Refused("refused (unwritable)");
        } finally {
            vertx.cancelTimer(deadline);
        }
    }

    /** There is nobody to tell where to deliver; what can be tried is tried. */
    @Override
    public Uni<String> register(Account account, String url) {
        var smtp = MailServer.smtp(account);
        var tried = tryOut(smtp, "SMTP");
        return account.setting(IMAP_HOST).isEmpty()
                ? tried
                : tried.chain(first -> tryOut(MailServer.imap(account), "IMAP").map(second -> first + ", " + second));
    }

    private Uni<String> tryOut(MailServer server, String name) {
        return outside.resolve(server.host())
                .chain(address -> workers.fetching(() -> {
                    signIn(server, address);
                    return name + " is fine";
                }))
                .onFailure()
                .transform(failure -> ProviderProblem.refusedByProvider(name + ": " + reason(failure)));
    }

    static String reason(Throwable failure) {
        if (failure instanceof jakarta.mail.AuthenticationFailedException) {
            return "credentials-refused";
        }
        return failure instanceof jakarta.mail.FolderNotFoundException ? "folder-unknown" : "provider-unreachable";
    }

    private void signIn(MailServer server, InetAddress address) throws MessagingException {
        var sockets = new MailSockets(address);
        var session = server.session(sockets, providers.timeout());
        var deadline = vertx.setTimer(settings.within().toMillis(), timer -> sockets.cut());
        try {
            if ("smtp".equals(server.protocol())) {
                var sender = new SmtpSender(server, session);
                sender.signIn();
                sender.leave();
            } else {
                ImapReader.signedIn(server, session).close();
            }
        } finally {
            vertx.cancelTimer(deadline);
            sockets.cut();
        }
    }
}
