package dev.sapa.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class ListConversationsTest {

    private final UUID grace = UUID.randomUUID();
    private final UUID linus = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();
    private UUID company = UUID.randomUUID();

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
    }

    @Test
    void agents_see_their_own_and_what_waits_for_them_and_overseers_see_all() { // S2-12, S2-16
        var waiting = Chat.started(company);
        var mine = Chat.started(company);
        Chat.assign(mine, 1, grace);
        var others = Chat.started(company);
        Chat.assign(others, 1, linus);
        var ofTaxes = Chat.started(company);
        Chat.assign(ofTaxes, 1, linus, taxes);
        giveBack(ofTaxes);

        assertThat(ids(Tokens.agent(company, grace), "")).containsExactly(mine.id(), waiting.id());
        assertThat(ids(Tokens.agent(company, grace, taxes), "?status=waiting"))
                .containsExactly(ofTaxes.id(), waiting.id());
        assertThat(ids(Tokens.agent(company, grace), "?agent_id=me")).containsExactly(mine.id());
        assertThat(ids(Tokens.agent(company, grace), "?agent_id=" + linus)).isEmpty();
        assertThat(ids(Tokens.supervisor(company, grace), "?order=oldest"))
                .containsExactly(waiting.id(), mine.id(), others.id(), ofTaxes.id());
        assertThat(ids(Tokens.admin(company, grace), "?status=active&agent_id=" + linus))
                .containsExactly(others.id());
        assertThat(ids(Tokens.admin(company, grace), "?department_id=" + taxes)).containsExactly(ofTaxes.id());
    }

    @Test
    void goes_on_behind_the_cursor_without_a_gap_or_a_repeat() {
        var started = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            started.add(Chat.started(company).id());
        }
        var admin = Tokens.admin(company, grace);

        var seen = new ArrayList<UUID>();
        String cursor = "";
        while (cursor != null) {
            var page = Chat.get(admin, "/conversations?order=oldest&limit=2&cursor=" + cursor);
            seen.addAll(page.<List<String>>path("items.id").stream()
                    .map(UUID::fromString)
                    .toList());
            cursor = page.path("next_cursor");
        }

        assertThat(seen).isEqualTo(started);
        Chat.get(admin, "/conversations?limit=2&total=true").then().body("total", equalTo(5));
    }

    @Test
    void another_companys_staff_sees_nothing() { // I13
        Chat.started(company);

        Chat.get(Tokens.admin(UUID.randomUUID(), grace), "/conversations")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void refuses_what_is_no_filter() {
        var admin = Tokens.admin(company, grace);

        for (var query : List.of("status=open", "agent_id=7", "order=random", "cursor=AAAA", "cursor=%25", "limit=0")) {
            Chat.get(admin, "/conversations?" + query).then().statusCode(400);
        }
    }

    private void giveBack(Chat.Held held) {
        Database.execute(
                "update conversation set status = 'waiting', agent_id = null where id = '%s'".formatted(held.id()));
    }

    private static List<UUID> ids(String token, String query) {
        var page = Chat.get(token, "/conversations" + query);
        page.then().statusCode(200);
        return page.<List<String>>path("items.id").stream()
                .map(UUID::fromString)
                .toList();
    }
}
