package dev.sapa.gateway.route;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubConversation;
import dev.sapa.gateway.kit.StubFiles;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on their way through, natively and in the livechat dialect. */
@GatewayTest
class UploadTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String HEAD = """
            --xyz\r
            Content-Disposition: form-data; name="file"; filename="izin.pdf"\r
            \r
            """;
    private static final String TAIL = "\r\n--xyz--\r\n";

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();
    private final StubConversation conversation = services.conversation(company);

    /** Another client for each test: uploads are counted by address. */
    private final String address =
            "198.18.%d.%d".formatted(Math.floorMod(company.hashCode(), 250), company.hashCode() >>> 24);

    @Test
    void streams_an_upload_of_25_MB_with_a_flat_heap() throws IOException {
        var piece = new byte[MEGABYTE];
        long before = usedHeap();
        try (var socket = open(25L * MEGABYTE + HEAD.length() + TAIL.length(), "")) {
            socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 20; i++) {
                socket.getOutputStream().write(piece);
            }
            // The service has most of it before the client has sent the end.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> services.files.of(conversation.id).bytes() >= 19L * MEGABYTE);
            assertThat(usedHeap() - before).as("bytes held after 20 MB").isLessThan(6 * MEGABYTE);
            for (int i = 20; i < 25; i++) {
                socket.getOutputStream().write(piece);
            }
            socket.getOutputStream().write(TAIL.getBytes(StandardCharsets.UTF_8));

            assertThat(read(socket)).startsWith("HTTP/1.1 201").contains(StubFiles.URL);
        }
        var upload = services.files.of(conversation.id);
        assertThat(upload.bytes()).isEqualTo(25L * MEGABYTE + HEAD.length() + TAIL.length());
        assertThat(upload.authorization()).isEqualTo("Bearer " + conversation.sessionToken);
        assertThat(upload.contentType()).isEqualTo("multipart/form-data; boundary=xyz");
    }

    @Test
    void asks_a_client_that_waits_before_it_sends() throws IOException {
        try (var socket = open(4, "Expect: 100-continue\r\n")) {
            var first = new byte[25];
            assertThat(socket.getInputStream().readNBytes(first, 0, 25)).isEqualTo(25);
            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write("Halo".getBytes(StandardCharsets.UTF_8));

            assertThat(read(socket)).startsWith("HTTP/1.1 201");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/chat", ""})
    void streams_a_download_to_anybody_with_its_own_policy(String prefix) {
        var response = given().get(prefix + StubFiles.URL);

        response.then()
                .statusCode(200)
                .header("Content-Type", "application/pdf")
                .header("Content-Disposition", "attachment; filename=\"izin.pdf\"")
                .header("Content-Security-Policy", StubFiles.POLICY)
                .header("X-Content-Type-Options", "nosniff");
        assertThat(response.asByteArray()).hasSize(StubFiles.DOWNLOAD);
    }

    @Test
    void takes_no_upload_without_a_credential_and_not_too_many_from_one_address() {
        var path = "/api/v2/chat/conversations/" + conversation.id + "/files";
        form("Halo").post(path).then().statusCode(401);
        for (int i = 0; i < 5; i++) {
            form("Halo")
                    .header("X-Session-Token", conversation.sessionToken)
                    .post(path)
                    .then()
                    .statusCode(201);
        }

        form("Halo")
                .header("X-Session-Token", conversation.sessionToken)
                .post(path)
                .then()
                .statusCode(429)
                .body("code", equalTo("rate-limited"));
        dialect("/api/public/chat/upload", form("Halo")).then().statusCode(429).body("success", equalTo(false));
    }

    @Test
    void holds_all_other_bodies_to_1_MB() {
        given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body("{\"topic\":\"" + "x".repeat(MEGABYTE) + "\"}")
                .post("/api/v2/chat/conversations")
                .then()
                .statusCode(413)
                .body("code", equalTo("too-large"));
    }

    @Test
    void takes_a_form_whose_fields_come_behind_the_file() {
        var content = "x".repeat(3 * MEGABYTE);
        dialect("/api/public/chat/upload", form(content))
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("data.url", equalTo("/api/v2/chat" + StubFiles.URL))
                .body("data.name", equalTo("izin.pdf"))
                .body("data.content_type", equalTo("application/pdf"));

        var upload = services.files.of(conversation.id);
        assertThat(upload.authorization()).isEqualTo("Bearer " + conversation.sessionToken);
        assertThat(upload.head()).contains("form-data; name=\"file\"; filename=\"izin usaha.pdf\"\r\n");
        assertThat(upload.bytes()).isBetween(3L * MEGABYTE, 3L * MEGABYTE + 400);
        assertThat(upload.tail()).matches("(?s)x+\r\n--sapa-[0-9a-f-]{36}--\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat/agent/upload", "/api/chat-management/agent/upload"})
    void takes_an_agents_upload(String path) {
        dialect(path, form("Halo")).then().statusCode(401);
        var token = Tokens.agent(company, "Ani").token();
        dialect(path, form("Halo").auth().oauth2(token))
                .then()
                .statusCode(200)
                .body("data.url", equalTo("/api/v2/chat" + StubFiles.URL));

        assertThat(services.files.of(conversation.id).authorization()).isEqualTo("Bearer " + token);
    }

    @Test
    void names_what_a_form_lacks() {
        form("Halo")
                .post("/api/public/chat/upload")
                .then()
                .statusCode(400)
                .body("error", equalTo("missing required field: session_id"));
        given().header("X-Forwarded-For", address)
                .multiPart("session_id", conversation.id.toString())
                .post("/api/public/chat/upload")
                .then()
                .statusCode(400)
                .body("error", equalTo("missing required field: file"));
    }

    private RequestSpecification form(String content) {
        return given().header("X-Forwarded-For", address)
                .multiPart("file", "izin usaha.pdf", content.getBytes(StandardCharsets.UTF_8), "image/png");
    }

    private Response dialect(String path, RequestSpecification form) {
        return form.multiPart("session_id", conversation.id.toString()).post(path);
    }

    private Socket open(long length, String more) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write("""
                        POST /api/v2/chat/conversations/%s/files HTTP/1.1\r
                        Host: localhost\r
                        X-Forwarded-For: %s\r
                        X-Session-Token: %s\r
                        Content-Type: multipart/form-data; boundary=xyz\r
                        Content-Length: %d\r
                        %sConnection: close\r
                        \r
                        """.formatted(conversation.id, address, conversation.sessionToken, length, more)
                .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
