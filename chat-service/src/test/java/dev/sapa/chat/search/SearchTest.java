package dev.sapa.chat.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class SearchTest {

    private final UUID grace = UUID.randomUUID();
    private UUID company = UUID.randomUUID();
    private String supervisor = "";
    private String agent = "";

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.STRICT);
        supervisor = Tokens.supervisor(company, UUID.randomUUID());
        agent = Tokens.agent(company, grace);
    }

    @Test
    void finds_what_was_just_said_by_the_beginnings_of_its_words() {
        var held = Chat.started(company, Map.of("browser_uuid", "b", "name", "Siti"));
        Chat.say(held.sessionToken(), held.id(), "Perizinan saya ditolak, lihat https://oss.example/NIB-77");
        Chat.say(held.sessionToken(), held.id(), "Halo lagi");

        messages(supervisor, "periz DITOLAK")
                .body("items.message.seq", contains(1))
                .body("items[0].conversation.id", equalTo(held.id().toString()))
                .body("items[0].conversation.visitor.name", equalTo("Siti"))
                .body("items[0].snippet.findAll { it.hit }.text", contains("Perizinan", "ditolak"));
        messages(supervisor, "nib-77").body("items.size()", equalTo(1));
        messages(supervisor, "izinan").body("items", empty());
        messages(supervisor, "periz lagi").body("items", empty());
        messages(supervisor, "' | !(&:*\\ halo").body("items.message.seq", contains(2));
    }

    @Test
    void agents_find_only_what_their_list_shows_and_strangers_nothing() { // I13
        var mine = said("Kata rahasia satu");
        Chat.assign(mine, 1, grace);
        var others = said("Kata rahasia dua");
        Chat.assign(others, 1, UUID.randomUUID());
        var waiting = said("Kata rahasia tiga");

        assertThat(found(messages(agent, "rahasia")))
                .containsExactly(waiting.id().toString(), mine.id().toString());
        assertThat(found(messages(supervisor, "rahasia"))).hasSize(3);
        messages(Tokens.admin(Announcements.company(PortalAccess.STRICT), grace), "rahasia")
                .body("items", empty());
        Chat.get(mine.sessionToken(), "/search/messages?q=rahasia").then().statusCode(403);
    }

    @Test
    void finds_people_by_name_address_and_phone_and_conversations_by_number() {
        var held = Chat.started(
                company,
                Map.of(
                        "browser_uuid", "b",
                        "name", "Siti Rahmawati",
                        "email", "siti.r@example.id",
                        "phone", "+62 812-3456-7890"));
        Chat.assign(held, 1, UUID.randomUUID());
        Chat.started(company, Map.of("browser_uuid", "c", "name", "Budi"));
        var number = Chat.get(supervisor, "/conversations/{id}", held.id()).<Integer>path("number");

        for (var text : List.of(
                "siti", "RAHMA si", "siti.r@example.id", "example", "6281234", number.toString(), "#" + number)) {
            people(supervisor, text)
                    .body("items.id", contains(held.id().toString()))
                    .body("items[0].visitor.email", equalTo("siti.r@example.id"));
        }
        people(agent, "siti").body("items", empty());
        var stranger = Tokens.admin(Announcements.company(PortalAccess.STRICT), UUID.randomUUID());
        people(stranger, "siti").body("items", empty());
        people(stranger, number.toString()).body("items", empty());
    }

    @Test
    void goes_on_behind_the_cursor() {
        for (int i = 0; i < 5; i++) {
            said("Laporan nomor " + i);
        }

        for (var path : List.of("/search/messages?limit=2&q=laporan", "/search/conversations?limit=2&q=warga")) {
            var seen = new ArrayList<Object>();
            var cursor = "";
            while (cursor != null) {
                var page =
                        Chat.get(supervisor, path + "&cursor=" + cursor).then().statusCode(200);
                seen.addAll(page.extract().<List<Object>>path("items"));
                cursor = page.extract().path("next_cursor");
            }
            assertThat(seen).as(path).hasSize(5).doesNotHaveDuplicates();
        }
    }

    @Test
    void refuses_what_nobody_can_look_for() {
        for (var query : List.of("q=", "q=a", "q=---", "q=" + "x".repeat(201), "q=abc&cursor=7")) {
            Chat.get(supervisor, "/search/messages?" + query).then().statusCode(400);
        }
    }

    @Test
    void looks_into_the_index_and_not_through_all_messages() throws SQLException {
        var held = said("Sebuah kata langka: ornitorinka");
        Database.execute("""
                insert into message (id, company_id, conversation_id, seq, author, author_key, message_type, body, posted_at)
                select ('0197' || substr(md5(n::text || '%1$s'), 5, 8) || '7' || substr(md5(n::text), 1, 19))::uuid,
                       '%2$s', '%1$s', n + 1, 'visitor', 'visitor', 'text', 'Kalimat biasa ' || n, now()
                from generate_series(1, 20000) n
                """.formatted(held.id(), company));
        Database.execute("update search_progress set up_to = '00000000-0000-0000-0000-000000000000'");
        await().atMost(Duration.ofSeconds(60)).until(() -> !Database.column(
                        "select 1 from message_search where company_id = '%s' having count(*) = 20001"
                                .formatted(company))
                .isEmpty());
        asOwner("analyze chat.message_search");
        var before = scans();

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    messages(supervisor, "ornitorinka").body("items.message.seq", contains(1));
                    return scans() > before;
                });
    }

    private static long scans() {
        return Long.parseLong(Database.column(
                        "select idx_scan from pg_stat_all_indexes where indexrelname = 'ix_message_search_words'")
                .get(0));
    }

    private static void asOwner(String sql) throws SQLException {
        var config = ConfigProvider.getConfig();
        try (var connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.flyway.username", String.class),
                        config.getValue("quarkus.flyway.password", String.class));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Chat.Held said(String text) {
        var held =
                Chat.started(company, Map.of("browser_uuid", UUID.randomUUID().toString(), "name", "Warga"));
        Chat.say(held.sessionToken(), held.id(), text).then().statusCode(201);
        return held;
    }

    private static ValidatableResponse messages(String token, String text) {
        return search(token, "/search/messages", text);
    }

    private static ValidatableResponse people(String token, String text) {
        return search(token, "/search/conversations", text);
    }

    private static ValidatableResponse search(String token, String path, String text) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .queryParam("q", text)
                .get(path)
                .then()
                .statusCode(200);
    }

    private static List<String> found(ValidatableResponse page) {
        return page.extract().path("items.conversation.id");
    }
}
