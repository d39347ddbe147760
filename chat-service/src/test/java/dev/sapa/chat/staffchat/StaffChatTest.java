package dev.sapa.chat.staffchat;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S4-10: what an agent and those who oversee it say to each other. */
@QuarkusTest
@ServiceTest
class StaffChatTest {

    private static final String THREAD = "/staff-chats/{id}/messages";

    private UUID company = UUID.randomUUID();
    private UUID agent = UUID.randomUUID();
    private String admin = "";

    @BeforeEach
    void a_company_with_an_agent() {
        company = Announcements.company(PortalAccess.STRICT);
        agent = UUID.randomUUID();
        admin = Tokens.admin(company, UUID.randomUUID());
        Announcements.staff(company, agent, 1, "Ani");
    }

    @Test
    void an_agent_and_the_overseers_share_a_thread_that_no_other_agent_sees() {
        say(admin, agent, "Rapat jam 10").then().statusCode(201).body("author", equalTo("overseer"));
        say(Tokens.agent(company, agent), agent, "Siap").then().statusCode(201).body("author", equalTo("agent"));

        Chat.get(admin, THREAD, agent).then().statusCode(200).body("items.text", contains("Rapat jam 10", "Siap"));
        Chat.get(Tokens.agent(company, UUID.randomUUID()), THREAD, agent).then().statusCode(403);
    }

    @Test
    void there_is_no_thread_with_nobody_nor_with_another_companys_people() {
        var stranger = UUID.randomUUID();
        Announcements.staff(Announcements.company(PortalAccess.STRICT), stranger, 1, "Eve");

        for (var id : new UUID[] {stranger, UUID.randomUUID()}) {
            say(admin, id, "Halo").then().statusCode(404).body("code", equalTo("staff-not-found"));
            Chat.get(admin, THREAD, id).then().statusCode(404);
        }
    }

    private static Response say(String token, UUID thread, String text) {
        return Chat.send(token, "POST", THREAD, Map.of("text", text), thread);
    }
}
