package dev.sapa.local.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcileTest {

    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer service;
    private int status = 200;
    private String found = "{\"companies\":3,\"equal\":true,\"differences\":[]}";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/login", exchange -> answer(exchange, 200, "{\"access_token\":\"t\"}"));
        service.createContext("/reconcile", exchange -> answer(exchange, status, found));
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void all_right_is_0_and_said() throws Exception {
        assertThat(run("--company", "c 1", "--from", "2026-01-01")).isZero();
        assertThat(asked)
                .containsExactly(
                        "null /login {\"login\":\"olga\",\"password\":\"\\\"\\\\\"}",
                        "Bearer t /reconcile?company_id=c+1&from=2026-01-01 ");
        assertThat(out).hasToString("The totals of 3 companies are what the events say.\n");
    }

    @Test
    void a_difference_is_1_and_a_line_of_its_own() throws Exception {
        found = """
                {"companies":2,"equal":false,"differences":[{"company_id":"c1","day":"2026-01-31","measure":"messages",
                 "view":"agent","interval":"day","booked":8,"recounted":7,"booked_millis":0,"recounted_millis":0}]}""";

        assertThat(run()).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "c1  2026-01-31  messages by agent and day: 8 booked, 7 recounted; 0 ms booked, 0 ms recounted",
                        "1 totals of 2 companies are not what the events say.");
    }

    @Test
    void a_refusal_is_2_and_told() throws Exception {
        status = 403;
        found = "{\"code\":\"forbidden\"}";

        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("/reconcile answered 403: {\"code\":\"forbidden\"}");
    }

    @Test
    void what_makes_no_sense_is_2_and_asks_nobody() throws Exception {
        assertThat(run("--compny", "c1")).isEqualTo(2);
        assertThat(run("--company")).isEqualTo(2);
        assertThat(asked).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage: ");
    }

    private int run(String... arguments) throws InterruptedException {
        var url = "http://127.0.0.1:" + service.getAddress().getPort() + "/";
        return Reconcile.run(
                List.of(arguments),
                Map.of(
                        "SAPA_AUTH_URL",
                        url,
                        "SAPA_ANALYTICS_URL",
                        url + ",http://other.invalid",
                        "SAPA_OPERATOR",
                        "olga",
                        "SAPA_OPERATOR_PASSWORD",
                        "\"\\"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange, int code, String body) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }
}
