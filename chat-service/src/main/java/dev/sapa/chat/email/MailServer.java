package dev.sapa.chat.email;

import dev.sapa.chat.provider.Account;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A server of a company's, as its admin has set it.
 *
 * @param protocol {@code smtp} or {@code imap}
 * @param tls      from the first byte ({@code tls}), by the server's offer, which must come ({@code starttls}), or none
 * @param password null for a server that wants none
 */
record MailServer(
        String protocol,
        String host,
        int port,
        String tls,
        String user,
        @Nullable String password) {

    static final String TLS = "tls";
    static final String STARTTLS = "starttls";
    static final String NONE = "none";

    static MailServer smtp(Account account) {
        var password = account.secret(EmailProvider.SMTP_PASSWORD);
        return new MailServer(
                "smtp",
                account.setting(EmailProvider.SMTP_HOST),
                port(account, EmailProvider.SMTP_PORT, EmailProvider.SMTP_TLS, 465, 587, 25),
                account.setting(EmailProvider.SMTP_TLS),
                user(account, EmailProvider.SMTP_USER),
                password.isEmpty() ? null : password);
    }

    static MailServer imap(Account account) {
        return new MailServer(
                "imap",
                account.setting(EmailProvider.IMAP_HOST),
                port(account, EmailProvider.IMAP_PORT, EmailProvider.IMAP_TLS, 993, 143, 143),
                account.setting(EmailProvider.IMAP_TLS),
                user(account, EmailProvider.IMAP_USER),
                account.secret(EmailProvider.IMAP_PASSWORD));
    }

    private static int port(Account account, String name, String tls, int whenTls, int whenStartTls, int otherwise) {
        var said = account.setting(name);
        if (!said.isEmpty()) {
            return Integer.parseInt(said);
        }
        return switch (account.setting(tls)) {
            case TLS -> whenTls;
            case STARTTLS -> whenStartTls;
            default -> otherwise;
        };
    }

    private static String user(Account account, String name) {
        var user = account.setting(name);
        return user.isEmpty() ? account.address() : user;
    }

    boolean isTls() {
        return TLS.equals(tls);
    }

    /** What the library is to know: all goes over {@code sockets}, which lead to one address only. */
    Session session(MailSockets sockets, Duration patience) {
        var properties = new Properties();
        var name = "mail." + protocol + (isTls() && "imap".equals(protocol) ? "s" : "");
        var millis = Long.toString(patience.toMillis());
        properties.setProperty(name + ".connectiontimeout", millis);
        properties.setProperty(name + ".timeout", millis);
        properties.put(name + ".socketFactory", sockets);
        properties.put(name + ".ssl.socketFactory", sockets.underTls());
        properties.setProperty(name + ".socketFactory.fallback", "false");
        properties.setProperty(name + ".ssl.checkserveridentity", "true");
        properties.setProperty(name + ".starttls.enable", Boolean.toString(STARTTLS.equals(tls)));
        properties.setProperty(name + ".starttls.required", Boolean.toString(STARTTLS.equals(tls)));
        properties.setProperty(name + ".auth", Boolean.toString(password != null));
        properties.setProperty(name + ".auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.imap.peek", "true");
        properties.setProperty("mail.imaps.peek", "true");
        properties.setProperty("mail.imap.fetchsize", "1048576");
        properties.setProperty("mail.imaps.fetchsize", "1048576");
        return Session.getInstance(properties);
    }

    /** The password must not reach a log. */
    @Override
    public String toString() {
        return protocol + "://" + host + ":" + port;
    }
}
