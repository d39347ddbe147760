package dev.sapa.chat.file;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.sapa.chat.Announcements;
import dev.sapa.chat.Chat;
import dev.sapa.chat.ClamdStub;
import dev.sapa.chat.Database;
import dev.sapa.chat.ServiceTest;
import dev.sapa.chat.Tokens;
import dev.sapa.events.CompanyChanged.PortalAccess;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads, what is tried with them, and the attachments of S2-9, on the default store. */
@QuarkusTest
@ServiceTest
class FileTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String PNG = "\u0089PNG\r\n\u001a\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    LeftoverSweeper sweeper;

    private UUID company = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // before each
    private Chat.Held held;

    @BeforeEach
    void start() {
        company = Announcements.company(PortalAccess.STRICT);
        held = Chat.started(company);
    }

    @Test
    @Tag("slow")
    void streams_25_MB_into_the_store_and_out_again_with_a_flat_heap() throws Exception {
        var piece = random(MEGABYTE);
        var digest = MessageDigest.getInstance("SHA-256");
        var first = Arrays.copyOf(piece, piece.length);
        System.arraycopy("%PDF-1.7".getBytes(StandardCharsets.UTF_8), 0, first, 0, 8);
        digest.update(first);
        long before = usedHeap();
        String answer;
        try (var upload = new RawUpload(held.sessionToken(), held.id(), "izin.pdf", 25 * MEGABYTE)) {
            upload.send(first);
            for (int i = 1; i < 20; i++) {
                upload.send(piece);
                digest.update(piece);
            }
            await().atMost(PATIENCE).until(() -> chunks().size() >= 78);
            assertThat(files("completed_at is null")).hasSize(1);
            assertThat(usedHeap() - before).as("bytes held after 20 MB").isLessThan(6 * MEGABYTE);
            for (int i = 20; i < 25; i++) {
                upload.send(piece);
                digest.update(piece);
            }
            answer = upload.end();
        }

        assertThat(answer).startsWith("HTTP/1.1 201").contains("\"size\":" + 25 * MEGABYTE);
        assertThat(files("completed_at is null")).isEmpty();
        var read = given().get(answer.replaceAll("(?s).*\"url\":\"([^\"]+)\".*", "$1"));
        read.then()
                .statusCode(200)
                .header("Content-Length", String.valueOf(25 * MEGABYTE))
                .header("Content-Type", "application/pdf");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(read.asByteArray())))
                .isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void is_told_to_be_saved_and_never_run() {
        var url = upload("../../srv/foto \u202egnp.html", PNG + "x").<String>path("url");

        for (var response : List.of(given().get(url), given().head(url))) {
            response.then()
                    .statusCode(200)
                    .header("Content-Type", "image/png")
                    .header("Content-Length", "9")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "sandbox; default-src 'none'")
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"foto gnp.html.png\"; filename*=UTF-8''foto%20gnp.html.png");
        }
        assertThat(given().get(url).asByteArray()).isEqualTo(latin(PNG + "x"));
    }

    @Test
    void is_given_in_parts_to_whoever_goes_on_with_a_download() {
        var content = random(2 * Upload.PIECE + 10);
        System.arraycopy(latin(PNG), 0, content, 0, 8);
        var url = given().auth()
                .oauth2(held.sessionToken())
                .multiPart("file", "a.png", content)
                .post("/conversations/{id}/files", held.id())
                .<String>path("url");
        int from = Upload.PIECE - 3;
        int to = 2 * Upload.PIECE + 2;

        var part = given().header("Range", "bytes=" + from + "-" + to).get(url);

        part.then()
                .statusCode(206)
                .header("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length))
                .header("Content-Length", String.valueOf(to - from + 1))
                .header("X-Content-Type-Options", "nosniff");
        assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(content, from, to + 1));
        assertThat(given().header("Range", "bytes=-10").get(url).asByteArray())
                .isEqualTo(Arrays.copyOfRange(content, content.length - 10, content.length));
        given().header("Range", "bytes=" + content.length + "-")
                .get(url)
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */" + content.length)
                .body("code", equalTo("range-unsatisfiable"));
    }

    @Test
    void is_not_sent_again_to_whoever_has_it() {
        var url = upload("a.png", PNG + "x").<String>path("url");
        var tag = given().get(url)
                .then()
                .header("Accept-Ranges", "bytes")
                .extract()
                .header("ETag");

        for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            given().header("If-None-Match", known)
                    .get(url)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .body(equalTo(""));
        }
        given().header("If-None-Match", "\"other\"").get(url).then().statusCode(200);
        given().header("Range", "bytes=0-1")
                .header("If-Range", "\"other\"")
                .get(url)
                .then()
                .statusCode(200);
        given().header("Range", "bytes=0-1")
                .header("If-Range", tag)
                .get(url)
                .then()
                .statusCode(206);
    }

    @Test
    void says_what_was_kept_under_which_harmless_name() {
        upload("C:\\secret\\a\u0000b.png", PNG + "x")
                .then()
                .statusCode(201)
                .body("name", equalTo("ab.png"))
                .body("content_type", equalTo("image/png"))
                .body("size", equalTo(9))
                .body("url", matchesPattern("/files/[0-9a-f-]{36}/[A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest
    @CsvSource({
        "photo.png, <html><script>alert(1)</script>, 415, file-type-refused",
        "photo.png, <svg onload='alert(1)'/>, 415, file-type-refused",
        "photo.gif, GIF89a<script>alert(1)</script>, 415, file-type-refused",
        "setup.pdf, MZ\u0090\u0001x, 415, file-type-refused",
        "photo.png, '', 400, file-empty",
        "a.txt, xx" + ClamdStub.MALWARE + ", 422, file-infected",
    })
    void refuses_what_it_must_and_keeps_nothing_of_it(String name, String content, int status, String code) {
        upload(name, content).then().statusCode(status).body("code", equalTo(code));

        assertThat(files("true")).isEmpty();
        assertThat(chunks()).isEmpty();
    }

    @Test
    void refuses_pictures_beyond_10_MB_and_all_else_beyond_25() throws IOException {
        var picture = random(10 * MEGABYTE + 1);
        System.arraycopy(latin(PNG), 0, picture, 0, 8);
        given().auth()
                .oauth2(held.sessionToken())
                .multiPart("file", "a.png", picture)
                .post("/conversations/{id}/files", held.id())
                .then()
                .statusCode(413)
                .body("code", equalTo("file-too-large"))
                .body("detail", equalTo("At most 10 MB"));
        try (var announced = new RawUpload(held.sessionToken(), held.id(), "a.pdf", 26 * MEGABYTE)) {
            // Nothing of the file is sent, and nothing of it is waited for.
            assertThat(announced.firstAnswer()).startsWith("HTTP/1.1 413").contains("file-too-large");
        }
        assertThat(chunks()).isEmpty();
        given().auth()
                .oauth2(held.sessionToken())
                .contentType("application/json")
                .body("{\"text\":\"" + "x".repeat(300_000) + "\"}")
                .post("/conversations/{id}/messages", held.id())
                .then()
                .statusCode(413)
                .body("code", equalTo("too-large"));
    }

    @Test
    void keeps_nothing_of_an_upload_that_is_cut() throws IOException {
        try (var upload = new RawUpload(held.sessionToken(), held.id(), "a.txt", 3 * MEGABYTE)) {
            upload.send("x".repeat(2 * MEGABYTE).getBytes(StandardCharsets.UTF_8));
            await().atMost(PATIENCE).until(() -> chunks().size() >= 7);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files("true")).isEmpty());
        assertThat(chunks()).isEmpty();
    }

    @Test
    void takes_a_form_that_ends_before_its_file_for_cut() {
        given().auth()
                .oauth2(held.sessionToken())
                .contentType("multipart/form-data; boundary=xyz")
                .body("--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nHalo\r\n"
                        .getBytes(StandardCharsets.UTF_8))
                .post("/conversations/{id}/files", held.id())
                .then()
                .statusCode(400)
                .body("code", equalTo("upload-cut"));
        assertThat(files("true")).isEmpty();
    }

    @Test
    void takes_nothing_while_the_scanner_is_away() {
        System.setProperty(ClamdStub.AWAY, "yes");
        try {
            upload("a.txt", "Halo")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", matchesPattern("\\d+"))
                    .body("code", equalTo("scanner-unavailable"));
        } finally {
            System.clearProperty(ClamdStub.AWAY);
        }
        assertThat(files("true")).isEmpty();
    }

    @Test
    void removes_what_a_crash_left() {
        Database.execute("""
                with left_over as (
                  insert into stored_file (id, company_id, conversation_id, name, content_type, picture, size, store,
                                           capability, author, created_at)
                  values (gen_random_uuid(), '%s', '%s', 'a.txt', 'text/plain', false, 0, 'postgresql',
                          repeat('A', 43), 'visitor', now() - interval '2 hours')
                  returning id, company_id)
                select 1 from left_over""".formatted(company, held.id()));
        Database.execute("insert into file_chunk select id, 0, company_id, 'x' from stored_file where company_id = '%s'"
                .formatted(company));
        var whole = upload("b.txt", "Halo").<String>path("url");

        sweeper.sweep().await().atMost(PATIENCE);

        assertThat(files("true")).hasSize(1);
        assertThat(chunks()).hasSize(1);
        given().get(whole).then().statusCode(200);
    }

    @Test
    void answers_unknown_files_and_wrong_capabilities_alike() {
        var url = upload("a.txt", "Halo").<String>path("url");
        var other = upload("b.txt", "Halo").<String>path("url");
        var capability = other.substring(other.lastIndexOf('/'));

        for (var wrong : List.of(
                url.substring(0, url.lastIndexOf('/')) + capability,
                "/files/" + UUID.randomUUID() + capability,
                "/files/nonsense" + capability,
                url.substring(0, url.length() - 1),
                url + "A",
                url.substring(0, url.lastIndexOf('/')) + "/%2B%2F")) {
            given().urlEncodingEnabled(false).get(wrong).then().statusCode(404).body("code", equalTo("file-not-found"));
        }
    }

    @Test
    void takes_files_only_from_whom_the_conversation_concerns() {
        var stranger = Chat.started(company);
        given().multiPart("file", "a.txt", latin("Halo"))
                .post("/conversations/{id}/files", held.id())
                .then()
                .statusCode(401);
        for (var token : List.of(
                stranger.sessionToken(),
                Tokens.admin(Announcements.company(PortalAccess.OPEN), UUID.randomUUID()),
                Tokens.companyUser(company, "somebody"))) {
            upload(token, "a.txt", "Halo").then().statusCode(404).body("code", equalTo("conversation-not-found"));
        }
        upload(Tokens.service("routing-service"), "a.txt", "Halo").then().statusCode(403);
        upload(Tokens.agent(company, UUID.randomUUID()), "a.txt", "Halo").then().statusCode(201);
        Chat.close(held.sessionToken(), held.id(), Map.of());
        upload("a.txt", "Halo").then().statusCode(409).body("code", equalTo("conversation-closed"));
    }

    @Test
    void puts_its_own_files_into_messages_with_what_it_knows_about_them() {
        var file = upload("foto.png", PNG + "x");
        var id = file.<String>path("id");
        var publicUrl = "/api/v2/chat" + file.<String>path("url");

        post("file", List.of(Map.of("id", id)))
                .then()
                .statusCode(201)
                .body("message.message_type", equalTo("image"))
                .body("message.attachments[0].url", equalTo(file.<String>path("url")))
                .body("message.attachments[0].content_type", equalTo("image/png"))
                .body("message.attachments[0].size", equalTo(9));
        post("image", List.of(Map.of("url", publicUrl, "content_type", "text/html", "caption", "Izin")))
                .then()
                .statusCode(201)
                .body("message.attachments[0].url", equalTo(publicUrl))
                .body("message.attachments[0].id", equalTo(id))
                .body("message.attachments[0].name", equalTo("foto.png"))
                .body("message.attachments[0].content_type", equalTo("image/png"))
                .body("message.attachments[0].caption", equalTo("Izin"));
        post("image", List.of(Map.of("id", upload("a.txt", "Halo").<String>path("id"))))
                .then()
                .statusCode(201)
                .body("message.message_type", equalTo("file"));
    }

    @Test
    void leaves_attachments_that_lie_elsewhere_as_they_were_given() {
        post("image", List.of(Map.of("url", "https://cdn.example/a.png", "id", UUID.randomUUID()), Map.of("name", "b")))
                .then()
                .statusCode(201)
                .body("message.message_type", equalTo("image"))
                .body("message.attachments[0].url", equalTo("https://cdn.example/a.png"))
                .body("message.attachments[0]", not(hasKey("size")))
                .body("message.attachments[1].name", equalTo("b"));
    }

    @Test
    void refuses_a_message_with_a_file_of_another_conversation_or_of_none() {
        var own = upload("a.txt", "Halo");
        var other = Chat.started(company);
        var foreign = given().auth()
                .oauth2(other.sessionToken())
                .multiPart("file", "a.txt", latin("Halo"))
                .post("/conversations/{id}/files", other.id());

        var attachments = new ArrayList<Map<String, Object>>();
        attachments.add(Map.of("id", foreign.<String>path("id")));
        attachments.add(Map.of("url", foreign.<String>path("url")));
        attachments.add(Map.of("id", UUID.randomUUID().toString()));
        attachments.add(Map.of("url", "/files/" + own.<String>path("id") + "/" + "A".repeat(43)));
        for (var attachment : attachments) {
            post("file", List.of(attachment)).then().statusCode(400).body("code", equalTo("attachment-unknown"));
        }
        Chat.get(held.sessionToken(), "/conversations/{id}", held.id()).then().body("last_seq", equalTo(0));
    }

    private Response post(String type, List<Map<String, Object>> attachments) {
        return Chat.post(
                held.sessionToken(),
                held.id(),
                Map.of("text", "Lihat", "message_type", type, "attachments", attachments));
    }

    private Response upload(String name, String content) {
        return upload(held.sessionToken(), name, content);
    }

    private Response upload(String token, String name, String content) {
        return given().auth()
                .oauth2(token)
                .multiPart("file", name, latin(content), "image/png")
                .post("/conversations/{id}/files", held.id());
    }

    private List<String> files(String where) {
        return Database.column("select id from stored_file where company_id = '%s' and %s".formatted(company, where));
    }

    private List<String> chunks() {
        return Database.column("select ordinal from file_chunk where company_id = '%s'".formatted(company));
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
