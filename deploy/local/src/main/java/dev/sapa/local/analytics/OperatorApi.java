package dev.sapa.local.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What analytics-service does for operators only. It is asked directly: the gateway would not wait as long as a large company
 * takes.
 */
final class OperatorApi {

    /** What the environment may say, for usage texts. */
    static final String ENVIRONMENT = """
              SAPA_OPERATOR, SAPA_OPERATOR_PASSWORD   an operator's log-in (default: the demo's)
              SAPA_TOKEN                              an operator's access token, instead of the two
              SAPA_AUTH_URL, SAPA_ANALYTICS_URL       where the services are (default: those of the local run,
                                                      SAPA_PORT_OFFSET added to their ports)""";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AUTH_PORT = 8081;
    private static final int ANALYTICS_PORT = 8084;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> environment;
    private @Nullable String token;

    /** @param environment the process's */
    OperatorApi(Map<String, String> environment) {
        this.environment = environment;
        this.token = environment.get("SAPA_TOKEN");
    }

    /**
     * Waits for the answer as long as it takes.
     *
     * @param query what is not blank of it is sent
     */
    JsonNode post(String path, Map<String, String> query) throws CommandFailure, InterruptedException {
        var parameters = query.entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
        var uri = url("SAPA_ANALYTICS_URL", ANALYTICS_PORT) + path + (parameters.isEmpty() ? "" : "?" + parameters);
        return send(HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + token())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private String token() throws CommandFailure, InterruptedException {
        var known = token;
        if (known != null) {
            return known;
        }
        var login = JSON.createObjectNode()
                .put("login", environment.getOrDefault("SAPA_OPERATOR", "operator"))
                .put("password", environment.getOrDefault("SAPA_OPERATOR_PASSWORD", "operator123"));
        var fresh = send(HttpRequest.newBuilder(URI.create(url("SAPA_AUTH_URL", AUTH_PORT) + "/login"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(login.toString()))
                        .build())
                .path("access_token")
                .asText();
        token = fresh;
        return fresh;
    }

    private JsonNode send(HttpRequest request) throws CommandFailure, InterruptedException {
        var where = request.uri().getScheme() + "://" + request.uri().getAuthority()
                + request.uri().getPath();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new CommandFailure(where + " answered " + answer.statusCode()
                        + (answer.body().isBlank() ? "" : ": " + answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new CommandFailure(where + " does not answer: " + e);
        }
    }

    /** Of the first replica. */
    private String url(String setting, int port) throws CommandFailure {
        var given = environment.get(setting);
        if (given != null && !given.isBlank()) {
            return given.split(",", 2)[0].strip().replaceAll("/+$", "");
        }
        return "http://127.0.0.1:" + port(environment, port);
    }

    /** Where the local run has what listens on the port by default. */
    static int port(Map<String, String> environment, int port) throws CommandFailure {
        try {
            return port + Integer.parseInt(environment.getOrDefault("SAPA_PORT_OFFSET", "0"));
        } catch (NumberFormatException e) {
            throw new CommandFailure("SAPA_PORT_OFFSET must be a number");
        }
    }
}
