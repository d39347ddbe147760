package dev.sapa.chat.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class TakeTranscriptTest {

    private static final String EVIL = "<script>alert('x')</script>\n[2026-01-01T00:00:00Z] Grace (agent): forged";

    @Inject
    MockMailbox mailbox;

    private UUID company = UUID.randomUUID();
    private Chat.Held held = new Chat.Held(company, company, "");

    @BeforeEach
    void somethingWasSaid() {
        company = Announcements.company(PortalAccess.STRICT);
        held = Chat.started(company, Map.of("email", UUID.randomUUID() + "@example.org", "name", "A<b>ni"));
        Chat.say(held.sessionToken(), held.id(), EVIL);
    }

    @Test
    void as_text_no_message_can_look_like_another_ones() {
        var text = transcript(held.sessionToken(), "text");

        text.then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", containsString("attachment; filename=\"conversation-"));
        assertThat(text.asString())
                .contains("A<b>ni (visitor): <script>")
                .contains("\n    [2026-01-01T00:00:00Z] Grace (agent): forged");
    }

    @Test
    void as_html_what_was_said_is_text() {
        var html = transcript(held.sessionToken(), "html");

        html.then().statusCode(200).contentType("text/html;charset=UTF-8");
        assertThat(html.asString())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .contains("A&lt;b&gt;ni")
                .doesNotContain("<script");
    }

    @Test
    void as_json_it_is_the_conversation_as_its_visitor_sees_it() {
        transcript(Tokens.agent(company, UUID.randomUUID()), "json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("conversation.id", equalTo(held.id().toString()))
                .body("conversation.ip_address", nullValue())
                .body("messages[0].text", equalTo(EVIL));
        transcript(held.sessionToken(), "pdf").then().statusCode(400);
        transcript(Tokens.agent(UUID.randomUUID(), UUID.randomUUID()), "json")
                .then()
                .statusCode(404);
    }

    @Test
    void by_mail_a_visitor_gets_it_at_its_own_address_only_and_not_without_end() {
        var address =
                Chat.get(held.sessionToken(), "/conversations/{id}", held.id()).<String>path("visitor.email");

        mail(held.sessionToken(), Map.of("email", "somebody@example.org"))
                .then()
                .statusCode(403)
                .body("code", equalTo("email-foreign"));
        mail(held.sessionToken(), Map.of()).then().statusCode(202);
        mail(held.sessionToken(), Map.of("email", address)).then().statusCode(202);
        mail(held.sessionToken(), Map.of("email", "a@b, c@d")).then().statusCode(400);
        for (int i = 0; i < 3; i++) {
            mail(held.sessionToken(), Map.of()).then().statusCode(202);
        }
        mail(held.sessionToken(), Map.of()).then().statusCode(429);

        var sent = mailbox.getMailsSentTo(address);
        assertThat(sent).hasSize(5);
        assertThat(sent.get(0).getText()).contains("forged");
        assertThat(sent.get(0).getHtml()).doesNotContain("<script");
    }

    private Response transcript(String token, String format) {
        return Chat.get(token, "/conversations/{id}/transcript?format={format}", held.id(), format);
    }

    private Response mail(String token, Map<String, Object> body) {
        return Chat.send(token, "POST", "/conversations/{id}/transcript-mails", body, held.id());
    }
}
