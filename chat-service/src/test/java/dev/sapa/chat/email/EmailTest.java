package dev.sapa.chat.email;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E-mail: in by the webhook, out to a stub that behaves as RFC 5321 says, or worse. */
@QuarkusTest
@ServiceTest
class EmailTest {

    private static final String SECRET = "the-mail-server-says-so";
    private static final String PASSWORD = "a password";
    private static final String PDF = "%PDF-1.7\n%a document\n";

    private UUID company = UUID.randomUUID();
    private UUID agent = UUID.randomUUID();
    private String admin = "";
    private String account = "";
    private String ours = "";
    private String customer = "";

    @SuppressWarnings("NullAway.Init") // before each
    private SmtpStub smtp;

    @BeforeEach
    void a_company_with_a_mailbox() {
        smtp = new SmtpStub(PASSWORD);
        company = Announcements.company(PortalAccess.STRICT);
        agent = UUID.randomUUID();
        admin = Tokens.admin(company, UUID.randomUUID());
        ours = "halo@" + company + ".example";
        customer = "budi@" + UUID.randomUUID() + ".example";
        account = made(Map.of(), false).then().statusCode(201).extract().path("id");
    }

    @AfterEach
    void stop() {
        smtp.close();
    }

    private Response made(Map<String, String> changes, boolean bot) {
        var settings = new HashMap<String, Object>(Map.of(
                "address", ours.toUpperCase(java.util.Locale.ROOT),
                "display_name", "Sapa Loket",
                "smtp_host", "127.0.0.1",
                "smtp_port", Integer.toString(smtp.port()),
                "smtp_tls", "none"));
        settings.putAll(changes);
        return Chat.send(
                admin,
                "POST",
                "/channels",
                Map.of(
                        "channel",
                        "email",
                        "name",
                        "E-mail",
                        "bot",
                        bot,
                        "settings",
                        settings,
                        "secrets",
                        Map.of("smtp_password", PASSWORD, "webhook_secret", SECRET)));
    }

    private String mail(String id, String subject, String headers, String text) {
        return """
                From: Budi Santoso <%s>
                To: %s
                Message-ID: <%s>
                Subject: %s
                Date: Fri, 27 Nov 2026 09:30:00 +0700
                %s
                %s
                """.formatted(customer, ours, id, subject, headers.isEmpty() ? "" : headers + "\n", text)
                .replace("\n", "\r\n");
    }

    private Response deliver(String raw) {
        return given().contentType("message/rfc822")
                .header("X-Webhook-Secret", SECRET)
                .body(raw.getBytes(StandardCharsets.UTF_8))
                .post("/webhooks/email/{id}", account);
    }

    private void say(String id, String subject, String headers, String text) {
        deliver(mail(id, subject, headers, text)).then().statusCode(200);
    }

    private List<String> said() {
        return Database.column("select author || ': ' || body from message where company_id = '%s' order by number"
                .formatted(company));
    }

    private List<String> conversations() {
        return Database.column(
                "select id from conversation where company_id = '%s' order by number".formatted(company));
    }

    private String answer(String conversation, String text) {
        Chat.assign(new Chat.Held(UUID.fromString(conversation), company, ""), 1, agent);
        return Chat.say(Tokens.agent(company, agent), UUID.fromString(conversation), text)
                .then()
                .statusCode(201)
                .extract()
                .path("message.id");
    }

    private String only() {
        eventually(() -> assertThat(said()).isNotEmpty());
        return conversations().get(0);
    }

    private static void awaitState(String message, String state) {
        eventually(() -> assertThat(
                        Database.column("select delivery ->> 'state' from message where id = '%s'".formatted(message)))
                .containsExactly(state));
    }

    private static String reasonOf(String message) {
        return Database.column("select delivery ->> 'reason' from message where id = '%s'".formatted(message))
                .get(0);
    }

    /** All that came by the account is done with. */
    private void awaitTakenIn(int count) {
        eventually(() -> assertThat(
                        Database.column("select 1 from channel_inbound where account_id = '%s' and done_at is not null"
                                .formatted(account)))
                .hasSize(count));
    }

    private SmtpStub.Taken sent(int count) {
        eventually(() -> assertThat(smtp.taken()).hasSize(count));
        return smtp.taken().get(count - 1);
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(check);
    }

    @Test
    void an_account_tells_what_is_wrong_with_it() {
        Chat.get(admin, "/channels/{id}", account)
                .then()
                .body("address", equalTo(ours))
                .body("webhook_url", endsWith("/api/v2/chat/webhooks/email/" + account))
                .body("settings.imap_folder", equalTo("INBOX"))
                .body("toString()", not(containsString(PASSWORD)));
        Map.of(
                        "address", "no address",
                        "smtp_host", "a host",
                        "smtp_port", "70000",
                        "smtp_tls", "maybe",
                        "receipts", "always",
                        "imap_host", "imap.example.id")
                .forEach((name, value) -> made(Map.of(name, value), false)
                        .then()
                        .statusCode(400)
                        .body("code", equalTo("channel-setting-invalid"))
                        .body("setting", equalTo(name.equals("imap_host") ? "imap_password" : name)));
        made(Map.of(), false).then().statusCode(409).body("code", equalTo("channel-address-taken"));
    }

    @Test
    void only_who_knows_the_secret_delivers() throws GeneralSecurityException {
        var raw = mail("a@x", "Halo", "", "Apa kabar?");

        given().header("X-Webhook-Secret", "a-guess-of-some-length")
                .body(raw)
                .post("/webhooks/email/{id}", account)
                .then()
                .statusCode(401)
                .body("code", equalTo("webhook-signature-invalid"));
        given().body(raw).post("/webhooks/email/{id}", account).then().statusCode(401);
        given().header("X-Webhook-Signature", "sha256=" + hmac(raw + "!"))
                .body(raw)
                .post("/webhooks/email/{id}", account)
                .then()
                .statusCode(401);
        given().header("X-Webhook-Secret", SECRET)
                .body(raw)
                .post("/webhooks/email/{id}", UUID.randomUUID())
                .then()
                .statusCode(404);
        assertThat(conversations()).isEmpty();

        given().header("X-Webhook-Signature", "sha256=" + hmac(raw))
                .body(raw)
                .post("/webhooks/email/{id}", account)
                .then()
                .statusCode(200);
        eventually(() -> assertThat(said()).containsExactly("visitor: Apa kabar?"));
    }

    private static String hmac(String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_mail_delivered_three_times_at_once_is_one_message() {
        var raw = mail("once@x", "=?UTF-8?Q?Izin_usaha_=E2=9C=85?=", "", "Selamat pagi");

        var answers = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> deliver(raw).statusCode()))
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
        awaitTakenIn(1);
        deliver(raw).then().statusCode(200);

        assertThat(said()).containsExactly("visitor: Selamat pagi");
        Chat.get(admin, "/conversations")
                .then()
                .body("items[0].topic", equalTo("Izin usaha ✅"))
                .body("items[0].channel", equalTo("email"))
                .body("items[0].visitor.name", equalTo("Budi Santoso"));
        assertThat(Database.column(
                        "select delivery ->> 'sent_at' from message where company_id = '%s'".formatted(company)))
                .containsExactly("2026-11-27T02:30:00Z");
    }

    @Test
    void an_answer_goes_out_in_the_thread_and_the_next_word_comes_back_into_it() throws Exception {
        say("one@x", "Izin usaha", "References: <older@y>", "Bagaimana caranya?");
        var conversation = only();

        var message = answer(conversation, "Silakan kirim NIB.\nTerima kasih");
        awaitState(message, "sent");
        var first = sent(1);
        assertThat(first.from()).isEqualTo(ours);
        assertThat(first.to()).containsExactly(customer);
        assertThat(first.header("In-Reply-To")).isEqualTo("<one@x>");
        assertThat(first.header("References")).isEqualTo("<one@x>");
        assertThat(first.header("Subject")).isEqualTo("Re: Izin usaha");
        assertThat(first.header("From")).isEqualTo("Sapa Loket <" + ours + ">");
        assertThat(first.header("Auto-Submitted")).isEmpty();
        assertThat(first.header("Message-ID")).contains(message);
        assertThat(first.message().getContent().toString().strip())
                .isEqualToNormalizingNewlines("Silakan kirim NIB.\nTerima kasih");

        say(
                "two@x",
                "SV: sama sekali lain",
                "In-Reply-To: " + first.header("Message-ID"),
                "NIB 123\n\nPada Jumat Sapa menulis:\n> Silakan kirim NIB.\n> Terima kasih");
        eventually(() -> assertThat(said())
                .containsExactly(
                        "visitor: Bagaimana caranya?", "agent: Silakan kirim NIB.\nTerima kasih", "visitor: NIB 123"));
        assertThat(conversations()).hasSize(1);

        Chat.say(Tokens.agent(company, agent), UUID.fromString(conversation), "Sudah kami terima")
                .then()
                .statusCode(201);
        var second = sent(2);
        assertThat(second.header("In-Reply-To")).isEqualTo("<two@x>");
        assertThat(MessageId.named(second.header("References")))
                .containsExactly(
                        "one@x", MessageId.named(first.header("Message-ID")).get(0), "two@x");
        assertThat(second.header("Subject")).isEqualTo("Re: Izin usaha");
    }

    @Test
    void the_same_subject_goes_on_and_another_one_is_another_matter() {
        say("1@x", "Izin usaha", "", "Satu");
        say("2@x", "Re: izin  usaha", "", "Dua");
        say("3@x", "Pajak", "", "Tiga");
        awaitTakenIn(3);
        assertThat(conversations()).hasSize(2);
        assertThat(Database.column(
                        "select conversation_id from message where company_id = '%s' and body in ('Satu', 'Dua')"
                                .formatted(company)))
                .hasSize(2)
                .containsOnly(conversations().get(0));
        assertThat(Database.column(
                        "select distinct visitor_id from conversation where company_id = '%s'".formatted(company)))
                .hasSize(1);

        Chat.close(admin, UUID.fromString(conversations().get(0)), Map.of())
                .then()
                .statusCode(200);
        say("4@x", "Re: Izin usaha", "In-Reply-To: <1@x>", "Empat");

        eventually(() -> assertThat(conversations()).hasSize(3));
    }

    @Test
    void whoever_knows_the_name_of_a_mail_does_not_get_into_its_conversation() {
        say("1@x", "Izin usaha", "", "Rahasia");
        only();
        var owner = customer;

        customer = "lain@" + UUID.randomUUID() + ".example";
        say("2@x", "Re: Izin usaha", "In-Reply-To: <1@x>", "Kirim ke saya");
        say("3@x", "Re: Izin usaha", "Reply-To: " + owner + "\nIn-Reply-To: <1@x>", "Ganti rekening");

        awaitTakenIn(3);
        assertThat(conversations()).hasSize(3);
        assertThat(said()).contains("visitor: [From %s]\nGanti rekening".formatted(customer));
        var message = answer(conversations().get(0), "Untuk pemilik");
        awaitState(message, "sent");
        assertThat(sent(1).to()).containsExactly(owner);
    }

    @Test
    void what_a_machine_wrote_begins_nothing_and_gets_no_answer() {
        bot("Halo, saya bot");
        say("news@x", "Diskon", "List-Id: <warta.x>", "Beli sekarang");
        say("away@x", "Cuti", "Auto-Submitted: auto-replied", "Saya cuti");
        say("null@x", "Gagal", "Return-Path: <>", "Gagal kirim");
        say("loop@x", "Putar", "X-Loop: " + ours, "Lagi");
        awaitTakenIn(3);
        assertThat(conversations()).isEmpty();

        say("1@x", "Izin usaha", "", "Bagaimana?");
        var first = sent(1);
        assertThat(first.header("Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(first.header("X-Loop")).isEqualTo(ours);
        say(
                "away2@x",
                "Re: Izin usaha",
                "Auto-Submitted: auto-replied\nIn-Reply-To: " + first.header("Message-ID"),
                "Saya cuti");

        eventually(() -> assertThat(said())
                .containsExactly("visitor: Bagaimana?", "bot: Halo, saya bot", "system: [Automatic answer] Saya cuti"));
        awaitTakenIn(5);
        assertThat(smtp.taken()).hasSize(1);
    }

    private void bot(String fallback) {
        Chat.send(
                        admin,
                        "PUT",
                        "/keyword-bot",
                        Map.of(
                                "name",
                                "Bot",
                                "enabled",
                                true,
                                "answers",
                                List.of(),
                                "fallback",
                                fallback,
                                "hand_over",
                                Map.of("keywords", List.of("orang"), "text", "Tunggu")))
                .then()
                .statusCode(200);
        Chat.send(admin, "DELETE", "/channels/{id}", "", account);
        account = made(Map.of(), true).then().statusCode(201).extract().path("id");
    }

    @Test
    void mail_of_our_own_that_comes_back_is_left_alone() {
        say("1@x", "Izin usaha", "", "Halo");
        var message = answer(only(), "Halo juga");
        awaitState(message, "sent");

        deliver(sent(1).raw()).then().statusCode(200);
        deliver("From: %s\r\nMessage-ID: <self@x>\r\n\r\nHalo\r\n".formatted(ours))
                .then()
                .statusCode(200);
        say("2@x", "Izin usaha", "", "Sudah");

        awaitTakenIn(2);
        assertThat(said()).containsExactly("visitor: Halo", "agent: Halo juga", "visitor: Sudah");
    }

    private String report(String kind, String part, String fields, String original) {
        return """
                From: Mail Delivery System <mailer-daemon@mx.example>
                Return-Path: <>
                Message-ID: <%s@mx.example>
                Content-Type: multipart/report; report-type=%s; boundary=r

                --r
                Content-Type: text/plain

                A person may read this.
                --r
                Content-Type: message/%s

                %s
                --r
                Content-Type: text/rfc822-headers

                Message-ID: %s
                Subject: Re: Izin usaha
                --r--
                """.formatted(UUID.randomUUID(), kind, part, fields, original).replace("\n", "\r\n");
    }

    private String bounce(String action, String status, String original) {
        return report(
                "delivery-status",
                "delivery-status",
                "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; %s\nAction: %s\nStatus: %s\n"
                        .formatted(customer, action, status),
                original);
    }

    @Test
    void a_bounce_fails_the_message_that_it_is_about() {
        say("1@x", "Izin usaha", "", "Halo");
        var message = answer(only(), "Tidak sampai");
        awaitState(message, "sent");
        var id = sent(1).header("Message-ID");

        deliver(bounce("delayed", "4.4.1", id)).then().statusCode(200);
        deliver(bounce("failed", "5.1.1", "<unknown@y>")).then().statusCode(200);
        deliver(bounce("failed", "5.1.1", id)).then().statusCode(200);
        deliver(bounce("failed", "5.1.1", id)).then().statusCode(200);

        awaitState(message, "failed");
        assertThat(reasonOf(message)).isEqualTo("not-deliverable (5.1.1)");
        assertThat(said())
                .containsExactly(
                        "visitor: Halo",
                        "agent: Tidak sampai",
                        "system: A message could not be delivered to the customer: not-deliverable (5.1.1)");
        assertThat(conversations()).hasSize(1);
    }

    @Test
    void receipts_tell_that_a_mail_has_arrived_and_was_read() {
        Chat.send(admin, "DELETE", "/channels/{id}", "", account);
        account = made(Map.of("receipts", "read"), false)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        say("1@x", "Izin usaha", "", "Halo");
        var message = answer(only(), "Halo juga");
        awaitState(message, "sent");
        var id = sent(1).header("Message-ID");
        assertThat(sent(1).header("Disposition-Notification-To")).isEqualTo(ours);

        deliver(bounce("delivered", "2.0.0", id)).then().statusCode(200);
        awaitState(message, "delivered");
        deliver(report(
                        "disposition-notification",
                        "disposition-notification",
                        "Original-Message-ID: %s\nDisposition: manual-action/MDN-sent-manually; displayed\n"
                                .formatted(id),
                        "<other@y>"))
                .then()
                .statusCode(200);
        awaitState(message, "read");
    }

    @Test
    void a_server_that_cannot_now_is_asked_again() {
        say("1@x", "Izin usaha", "", "Halo");
        smtp.next("HELLO", "421 4.3.2 later", SmtpStub.CUT);
        smtp.next("AUTH", SmtpStub.CUT);
        smtp.next("RCPT", "450 4.2.0 greylisted");
        smtp.next("END", "451 4.3.0 no room");

        var message = answer(only(), "Tetap sampai");

        awaitState(message, "sent");
        assertThat(smtp.taken()).hasSize(1);
        assertThat(sent(1).header("Message-ID")).contains(message);
    }

    @Test
    void a_recipient_that_does_not_exist_and_a_mail_that_is_refused_fail_with_a_reason() {
        say("1@x", "Izin usaha", "", "Halo");
        var conversation = only();
        smtp.next("RCPT", "550 5.1.1 no such user");
        var lost = answer(conversation, "Satu");
        awaitState(lost, "failed");
        assertThat(reasonOf(lost)).isEqualTo("not-deliverable (550)");

        smtp.next("END", "554 5.7.1 spam");
        var spam = answer(conversation, "Dua");
        awaitState(spam, "failed");
        assertThat(reasonOf(spam)).isEqualTo("refused (554)");
        awaitState(answer(conversation, "Tiga"), "sent");
        assertThat(smtp.taken()).hasSize(1);
    }

    @Test
    void a_mail_whose_answer_was_cut_is_not_sent_again_but_shown_as_unconfirmed() {
        say("1@x", "Izin usaha", "", "Halo");
        smtp.next("END", SmtpStub.CUT);

        var message = answer(only(), "Mungkin sampai");

        awaitState(message, "failed");
        assertThat(reasonOf(message)).isEqualTo("unconfirmed");
        assertThat(smtp.taken()).hasSize(1);
    }

    @Test
    void credentials_that_end_hold_up_the_account_and_lose_nothing() {
        say("1@x", "Izin usaha", "", "Halo");
        smtp.next("AUTH", "535 5.7.8 no");

        var message = answer(only(), "Nanti");

        eventually(() -> assertThat(reasonOf(message)).isEqualTo("credentials-refused"));
        Chat.get(admin, "/channels/{id}", account).then().body("waiting", equalTo(1));
        Database.execute("update channel_account set paused_until = null where id = '%s'".formatted(account));
        Database.execute("update channel_outbound set next_at = now() where account_id = '%s'".formatted(account));
        awaitState(message, "sent");
    }

    @Test
    void files_come_in_and_go_out_and_what_is_no_file_of_ours_is_a_line() throws Exception {
        var body = """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=m

                --m
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: text/html; charset=utf-8

                <p>Terlampir berkas <img src="cid:logo"></p>
                --r
                Content-Type: application/pdf; name=akta.pdf
                Content-Id: <logo>
                Content-Disposition: inline
                Content-Transfer-Encoding: base64

                %s
                --r--
                --m
                Content-Type: application/x-msdownload; name=virus.exe
                Content-Disposition: attachment; filename=virus.exe
                Content-Transfer-Encoding: base64

                TVqQAAMAAAAEAAAA
                --m--
                """.formatted(Base64.getEncoder().encodeToString(PDF.getBytes(StandardCharsets.UTF_8)));
        var head = mail("1@x", "Berkas", "", "").strip();
        deliver(head + "\r\n" + body.replace("\n", "\r\n")).then().statusCode(200);

        eventually(() -> assertThat(said())
                .singleElement()
                .asString()
                .startsWith("visitor: Terlampir berkas\n[File virus.exe: "));
        var attachment = Database.column(
                        "select attachments -> 0 ->> 'url' from message where company_id = '%s'".formatted(company))
                .get(0);
        assertThat(given().get(attachment).asString()).isEqualTo(PDF);

        var conversation = UUID.fromString(only());
        Chat.assign(new Chat.Held(conversation, company, ""), 1, agent);
        var file = given().auth()
                .oauth2(Tokens.agent(company, agent))
                .multiPart("file", "surat izin.pdf", PDF.getBytes(StandardCharsets.UTF_8), "application/pdf")
                .post("/conversations/{id}/files", conversation)
                .then()
                .statusCode(201)
                .extract();
        Chat.post(
                        Tokens.agent(company, agent),
                        conversation,
                        Map.of("text", "Ini balasannya", "attachments", List.of(Map.of("id", file.path("id")))))
                .then()
                .statusCode(201);
        var parts = (Multipart) sent(1).message().getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Ini balasannya");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("surat izin.pdf");
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(PDF);
    }

    @Test
    void nothing_that_a_customer_writes_becomes_a_header() throws Exception {
        say("1@x", "=?utf-8?Q?Izin=0D=0ABcc:_jahat@x.id=0D=0A=0D=0AIsi?=", "", "Halo");
        say("ini <bukan\r\n nama@x", "Lain", "", "Halo");

        awaitState(answer(only(), "Jawab"), "sent");

        MimeMessage message = sent(1).message();
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).isEqualTo("Re: Izin Bcc: jahat@x.id Isi");
        assertThat(sent(1).to()).containsExactly(customer);
    }

    @Test
    void what_was_made_to_harm_is_refused_and_changes_nothing() {
        deliver("Subject: tanpa pengirim\r\n\r\nHalo")
                .then()
                .statusCode(400)
                .body("code", equalTo("email-invalid"))
                .body("detail", equalTo("it has no sender"));
        deliver("").then().statusCode(400);
        deliver("From: a@b.id\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + "--x\r\n\r\n".repeat(6_000))
                .then()
                .statusCode(400)
                .body("detail", equalTo("it has too many parts"));
        deliver(mail("big@x", "Besar", "", "x".repeat(10 * 1024 * 1024))).then().statusCode(413);

        assertThat(conversations()).isEmpty();
        assertThat(Database.column("select 1 from channel_inbound where account_id = '%s'".formatted(account)))
                .isEmpty();
    }

    @Test
    void one_sender_is_taken_in_only_so_often() {
        for (int i = 0; i < 14; i++) {
            say(i + "@x", "Banjir", "", "Pesan " + i);
        }

        awaitTakenIn(12);
        eventually(() -> assertThat(Database.column(
                        "select 1 from channel_inbound where account_id = '%s' and next_at > now()".formatted(account)))
                .hasSize(1));
        assertThat(said()).hasSize(12);
        customer = "lain@" + UUID.randomUUID() + ".example";
        say("other@x", "Sepi", "", "Saya tidak menunggu");
        eventually(() -> assertThat(said()).contains("visitor: Saya tidak menunggu"));
    }
}
