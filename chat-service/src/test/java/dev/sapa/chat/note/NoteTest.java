package dev.sapa.chat.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Internal notes never leave the company's staff. */
@QuarkusTest
@ServiceTest
class NoteTest {

    private static final String SECRET = "Pemohon ini pernah memalsukan NIB";

    private final UUID grace = UUID.randomUUID();
    private UUID company = UUID.randomUUID();
    private String agent = "";

    @BeforeEach
    void aCompany() {
        company = Announcements.company(PortalAccess.OPEN);
        agent = Tokens.agent(company, grace);
    }

    @Test
    void colleagues_read_a_note_where_it_was_written_and_the_transcript_goes_on_without_it() {
        var held = Chat.started(company);
        Chat.say(held.sessionToken(), held.id(), "Halo");
        write(agent, held, Map.of("text", SECRET)).statusCode(201).body("ordinal", equalTo(1));
        Chat.say(held.sessionToken(), held.id(), "Masih di sana?").then().body("message.seq", equalTo(2));
        write(Tokens.supervisor(company, UUID.randomUUID()), held, Map.of("text", "Terima kasih"));

        Chat.get(agent, "/conversations/{id}/notes", held.id())
                .then()
                .statusCode(200)
                .body("items.text", contains(SECRET, "Terima kasih"))
                .body("items.ordinal", contains(1, 2))
                .body("items.after_seq", contains(1, 2))
                .body("items[0].author.id", equalTo(grace.toString()))
                .body("next_cursor", nullValue());
        Chat.get(agent, "/conversations/{id}/notes?limit=1", held.id())
                .then()
                .body("items.ordinal", contains(1))
                .body("next_cursor", equalTo("1"));
        Chat.get(agent, "/conversations/{id}/notes?after=1", held.id()).then().body("items.ordinal", contains(2));
    }

    @Test
    void the_visitor_meets_a_note_on_no_surface() {
        var visitor = UUID.randomUUID().toString();
        var held = Chat.started(company, Map.of("browser_uuid", visitor));
        Chat.say(held.sessionToken(), held.id(), "Halo");
        write(agent, held, Map.of("text", SECRET)).statusCode(201);
        var token = held.sessionToken();
        var slug = Announcements.slug(company);

        Chat.get(token, "/conversations/{id}/notes", held.id()).then().statusCode(403);
        write(token, held, Map.of("text", "Saya juga")).statusCode(403);
        for (var path : List.of(
                "/conversations/{id}?include=messages,contact,log,tags",
                "/conversations/{id}/messages",
                "/conversations/{id}/log",
                "/conversations/{id}/transcript",
                "/conversations/{id}/transcript?format=json",
                "/conversations/{id}/transcript?format=html")) {
            var seen = Chat.get(token, path, held.id());
            seen.then().statusCode(200);
            assertThat(seen.asString()).as(path).doesNotContain("memalsukan");
        }
        assertThat(Chat.get(token, "/visitors/history?browser_uuid=" + visitor + "&company=" + slug)
                        .asString())
                .doesNotContain("memalsukan");
        // Nor does anything by which the visitor could tell that there is one.
        Chat.get(token, "/conversations/{id}", held.id())
                .then()
                .body("version", equalTo(2))
                .body("last_seq", equalTo(1))
                .body("unread", equalTo(0));
    }

    @Test
    void another_companys_staff_and_the_companys_servers_find_none() { // I13
        var held = Chat.started(company);
        write(agent, held, Map.of("text", SECRET));
        var stranger = Tokens.admin(Announcements.company(PortalAccess.OPEN), UUID.randomUUID());

        Chat.get(stranger, "/conversations/{id}/notes", held.id()).then().statusCode(404);
        write(stranger, held, Map.of("text", "x")).statusCode(404);
        Chat.get(Tokens.portal(company), "/conversations/{id}/notes", held.id())
                .then()
                .statusCode(403);
        Chat.get(Tokens.bot(company), "/conversations/{id}/notes", held.id())
                .then()
                .statusCode(403);
        assertThat(Database.column(UUID.randomUUID().toString(), "select 1 from note"))
                .isEmpty();
    }

    @Test
    void a_note_written_again_is_there_once_and_its_name_belongs_to_it() {
        var held = Chat.started(company);
        var note = Map.<String, Object>of("text", SECRET, "client_note_id", "n-1");

        var first = write(agent, held, note).statusCode(201).extract().<String>path("id");

        write(agent, held, note).statusCode(200).body("id", equalTo(first));
        write(agent, held, Map.of("text", "Lain", "client_note_id", "n-1"))
                .statusCode(409)
                .body("code", equalTo("client-note-id-reused"));
        write(Tokens.agent(company, UUID.randomUUID()), held, note).statusCode(201);
    }

    @Test
    void notes_written_at_once_have_ordinals_without_gaps_and_each_is_told_once() {
        var held = Chat.started(company);

        IntStream.range(0, 20).parallel().forEach(i -> write(agent, held, Map.of("text", "n" + i))
                .statusCode(201));

        assertThat(Database.column(
                        "select ordinal from note where conversation_id = '%s' order by ordinal".formatted(held.id())))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 20).mapToObj(Long::toString).toList());
    }

    @Test
    void colleagues_are_called_on_by_name_and_strangers_cannot_be() {
        var linus = UUID.randomUUID();
        Announcements.staff(company, linus, 1, "Linus");
        Database.awaitRow("select 1 from staff where id = '%s'".formatted(linus));
        var held = Chat.started(company);

        write(agent, held, Map.of("text", "@Linus tolong", "mentions", List.of(linus, linus)))
                .statusCode(201)
                .body("mentions.name", contains("Linus"))
                .body("mentions.id", contains(linus.toString()));
        write(agent, held, Map.of("text", "@Siapa", "mentions", List.of(UUID.randomUUID())))
                .statusCode(400)
                .body("code", equalTo("mention-unknown"));
        write(agent, held, Map.of("text", " ")).statusCode(400);
        Chat.get(agent, "/conversations/{id}/notes", held.id()).then().body("items.size()", equalTo(1));
    }

    @Test
    void a_note_can_follow_the_end_of_its_conversation() {
        var held = Chat.started(company);
        Chat.close(held.sessionToken(), held.id(), Map.of());

        write(agent, held, Map.of("text", "Ditelepon kembali")).statusCode(201);
    }

    private static ValidatableResponse write(String token, Chat.Held held, Map<String, Object> note) {
        return Chat.send(token, "POST", "/conversations/{id}/notes", note, held.id())
                .then();
    }
}
