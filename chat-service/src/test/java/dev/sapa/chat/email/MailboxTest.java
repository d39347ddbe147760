package dev.sapa.chat.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mailboxes of a real IMAP server, looked into. */
@QuarkusTest
@ServiceTest
class MailboxTest {

    private static final String PASSWORD = "a password";

    private UUID company = UUID.randomUUID();
    private String admin = "";
    private String ours = "";
    private String account = "";

    @SuppressWarnings("NullAway.Init") // before each
    private GreenMail imap;

    @SuppressWarnings("NullAway.Init") // before each
    private GreenMailUser mailbox;

    @SuppressWarnings("NullAway.Init") // before each
    private SmtpStub smtp;

    @BeforeEach
    void a_company_with_a_mailbox() {
        smtp = new SmtpStub(PASSWORD);
        imap = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        imap.start();
        company = Announcements.company(PortalAccess.STRICT);
        admin = Tokens.admin(company, UUID.randomUUID());
        ours = "halo@" + company + ".example";
        mailbox = imap.setUser(ours, ours, PASSWORD);
    }

    @AfterEach
    void stop() {
        if (!account.isEmpty()) {
            Chat.send(admin, "DELETE", "/channels/{id}", "", account);
        }
        try {
            imap.stop();
        } catch (IllegalStateException lookedInto) {
            // Somebody was still at it.
        }
        smtp.close();
    }

    private void set(String method, String path, String password, String folder) {
        var settings = new HashMap<String, Object>(Map.of(
                "address",
                ours,
                "smtp_host",
                "127.0.0.1",
                "smtp_port",
                Integer.toString(smtp.port()),
                "smtp_tls",
                "none",
                "imap_host",
                "127.0.0.1",
                "imap_port",
                Integer.toString(imap.getImap().getPort()),
                "imap_tls",
                "none",
                "imap_folder",
                folder));
        account = Chat.send(
                        admin,
                        method,
                        path,
                        Map.of(
                                "channel",
                                "email",
                                "name",
                                "E-mail",
                                "settings",
                                settings,
                                "secrets",
                                Map.of("smtp_password", PASSWORD, "imap_password", password)))
                .then()
                .extract()
                .path("id");
        assertThat(account).isNotNull();
    }

    private void set() {
        set("POST", "/channels", PASSWORD, "INBOX");
    }

    private void arrive(String id, String text) {
        var raw = "From: budi@example.id\r\nTo: %s\r\nSubject: Izin\r\nMessage-ID: <%s>\r\n\r\n%s\r\n"
                .formatted(ours, id, text);
        arriveRaw(raw);
    }

    private void arriveRaw(String raw) {
        try {
            mailbox.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> said() {
        return Database.column("select body from message where company_id = '%s' order by number".formatted(company));
    }

    private List<String> position() {
        return Database.column("select last_uid from email_mailbox where account_id = '%s'".formatted(account));
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(check);
    }

    @Test
    void takes_in_what_arrives_in_its_order_and_leaves_the_mailbox_as_it_is() throws Exception {
        set();
        arrive("1@x", "Satu");
        arrive("2@x", "Dua");
        eventually(() -> assertThat(said()).containsExactly("Satu", "Dua"));

        arrive("3@x", "Tiga");
        eventually(() -> assertThat(said()).containsExactly("Satu", "Dua", "Tiga"));
        var inbox = imap.getManagers().getImapHostManager().getInbox(mailbox);
        assertThat(inbox.getMessageCount()).isEqualTo(3);
        assertThat(inbox.getUnseenCount()).isEqualTo(3);
    }

    @Test
    void what_was_read_by_somebody_who_died_before_noting_it_does_not_come_twice() {
        set();
        arrive("1@x", "Satu");
        arriveRaw("From: siti@example.id\r\nTo: %s\r\n\r\nTanpa nama\r\n".formatted(ours));
        eventually(() -> assertThat(said()).hasSize(2));
        eventually(() -> assertThat(position()).containsExactly("2"));

        Database.execute(
                "update email_mailbox set last_uid = 0, busy_until = now() - interval '1 second' where account_id = '%s'"
                        .formatted(account));
        arrive("2@x", "Dua");

        eventually(() -> assertThat(said()).hasSize(3).contains("Dua"));
        eventually(() -> assertThat(position()).containsExactly("3"));
        assertThat(said()).hasSize(3);
    }

    @Test
    void numbers_that_begin_anew_bring_nothing_twice_and_lose_nothing() {
        set();
        arrive("1@x", "Satu");
        eventually(() -> assertThat(said()).containsExactly("Satu"));

        Database.execute("update email_mailbox set uid_validity = 1, last_uid = 1000 where account_id = '%s'"
                .formatted(account));
        arrive("2@x", "Dua");

        eventually(() -> assertThat(said()).containsExactly("Satu", "Dua"));
        eventually(() -> assertThat(position()).containsExactly("2"));
    }

    @Test
    void only_whoever_has_the_turn_may_note_how_far_it_came() {
        set();
        arrive("1@x", "Satu");
        eventually(() -> assertThat(position()).containsExactly("1"));
        var turns = Database.column("select turn from email_mailbox where account_id = '%s'".formatted(account));

        eventually(() -> assertThat(Long.parseLong(
                        Database.column("select turn from email_mailbox where account_id = '%s'".formatted(account))
                                .get(0)))
                .isGreaterThan(Long.parseLong(turns.get(0))));
        assertThat(said()).containsExactly("Satu");
    }

    @Test
    void what_cannot_be_taken_does_not_stand_in_the_way() {
        set();
        arriveRaw("Subject: tanpa pengirim\r\nMessage-ID: <0@x>\r\n\r\nx\r\n");
        arrive("1@x", "Satu");

        eventually(() -> assertThat(said()).containsExactly("Satu"));
    }

    @Test
    void a_mailbox_that_cannot_be_read_says_so_until_it_can() {
        set("POST", "/channels", "wrong", "INBOX");
        arrive("1@x", "Satu");
        eventually(() ->
                Chat.get(admin, "/channels/{id}", account).then().body("problem", equalTo("credentials-refused")));
        Chat.send(admin, "POST", "/channels/{id}/registration", "", account)
                .then()
                .statusCode(502)
                .body("detail", equalTo("IMAP: credentials-refused"));

        set("PUT", "/channels/" + account, PASSWORD, "INBOX");

        eventually(() -> assertThat(said()).containsExactly("Satu"));
        eventually(() -> Chat.get(admin, "/channels/{id}", account).then().body("problem", nullValue()));
        Chat.send(admin, "POST", "/channels/{id}/registration", "", account)
                .then()
                .statusCode(200)
                .body("answer", equalTo("SMTP is fine, IMAP is fine"));
    }
}
