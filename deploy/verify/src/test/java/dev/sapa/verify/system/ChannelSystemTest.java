package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.CloudApi;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.MailServer;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer writes by WhatsApp or e-mail, an agent answers at the desk, and the answer is where it came from. */
@Order(3)
@ExtendWith(SuiteExtension.class)
class ChannelSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CHANNELS = "/api/v2/chat/channels";

    private final Suite suite;
    private final Livechat livechat;

    ChannelSystemTest(Suite suite) {
        this.suite = suite;
        this.livechat = new Livechat(suite);
    }

    @Test
    void a_whatsapp_message_reaches_an_agent_and_the_answer_reaches_whatsapp() {
        var token = livechat.login(Livechat.agentEmail(3));
        var admin = livechat.admin();
        try (var whatsApp = new CloudApi(suite);
                var agent = ChatSocket.open(suite.sockets().get(0), Map.of("Authorization", "Bearer " + token))) {
            agent.await("hello");
            var account = admin.post(CHANNELS, whatsApp.account("WhatsApp")).expect(201);

            whatsApp.writes(account.path("webhook_url").asText(), "Budi", "Selamat pagi");
            var heard = agent.await(
                            "new_message", data -> data.path("message").asText().equals("Selamat pagi"))
                    .path("data");
            var session = heard.path("session_id").asText();
            livechat.assign(livechat.api().bearer(token), session, Livechat.agentId(3));
            agent.send("send_message", session, Map.of("message", "Pagi, ada yang bisa dibantu?"));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(whatsApp.sent())
                    .singleElement()
                    .asString()
                    .contains("Pagi, ada yang bisa dibantu?", "\"to\":\"62" + whatsApp.number() + "\""));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(livechat.api()
                            .bearer(token)
                            .get("/api/v2/chat/conversations/" + session + "/messages")
                            .expect(200)
                            .at("/items/1/delivery/state")
                            .asText())
                    .isEqualTo("sent"));
            livechat.close(admin, session);
            admin.delete(CHANNELS + "/" + account.path("id").asText());
        }
    }

    @Test
    void a_mail_reaches_an_agent_and_the_answer_goes_out_in_its_thread() {
        var token = livechat.login(Livechat.agentEmail(4));
        var admin = livechat.admin();
        try (var mails = new MailServer(suite);
                var agent = ChatSocket.open(suite.sockets().get(0), Map.of("Authorization", "Bearer " + token))) {
            agent.await("hello");
            var account = admin.post(CHANNELS, mails.account("E-mail")).expect(201);

            mails.writes(account.path("webhook_url").asText(), "Jam buka", "Kapan buka?");
            var heard = agent.await(
                            "new_message", data -> data.path("message").asText().equals("Kapan buka?"))
                    .path("data");
            var session = heard.path("session_id").asText();
            livechat.assign(livechat.api().bearer(token), session, Livechat.agentId(4));
            agent.send("send_message", session, Map.of("message", "Besok pukul sembilan"));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(mails.sent())
                    .singleElement()
                    .asString()
                    .contains(
                            "RCPT TO:<" + mails.customer() + ">",
                            "In-Reply-To: " + mails.messageId(),
                            "Subject: Re: Jam buka",
                            "Besok pukul sembilan"));
            livechat.close(admin, session);
            admin.delete(CHANNELS + "/" + account.path("id").asText());
        }
    }
}
