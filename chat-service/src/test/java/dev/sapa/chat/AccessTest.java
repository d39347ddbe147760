package dev.sapa.chat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in where; what is no matter of roles, each feature's own test says. */
@QuarkusTest
@ServiceTest
class AccessTest {

    private static final String ID = "550e8400-e29b-41d4-a716-446655440999";

    @ParameterizedTest
    @CsvSource({
        "GET,    /conversations,                       agent service",
        "POST,   /conversations/heads,                 service agent",
        "GET,    /conversations/{id},                  portal none",
        "POST,   /conversations/{id}/close,            agent service",
        "POST,   /conversations/{id}/read,             agent service",
        "GET,    /conversations/{id}/messages,         agent portal",
        "POST,   /conversations/{id}/messages,         agent service",
        "PUT,    /conversations/{id}/assignment,       service admin",
        "POST,   /conversations/{id}/transfer,         agent service",
        "POST,   /conversations/{id}/continuation,     agent service",
        "POST,   /conversations/{id}/desk/messages,    service admin",
        "PUT,    /conversations/{id}/contact,          portal service",
        "POST,   /conversations/{id}/rating,           portal agent",
        "GET,    /conversations/{id}/log,              agent service",
        "POST,   /conversations/{id}/tags,             agent portal",
        "DELETE, /conversations/{id}/tags/{id},        agent portal",
        "GET,    /conversations/{id}/transcript,       agent service",
        "POST,   /conversations/{id}/transcript-mails, agent service",
        "GET,    /conversations/{id}/notes,            agent portal",
        "POST,   /conversations/{id}/notes,            agent portal",
        "GET,    /visitors/{id},                       agent portal",
        "GET,    /channels,                            admin supervisor",
        "POST,   /channels,                            admin supervisor",
        "GET,    /channels/{id},                       admin supervisor",
        "PUT,    /channels/{id},                       admin supervisor",
        "DELETE, /channels/{id},                       admin supervisor",
        "POST,   /channels/{id}/registration,          admin supervisor",
        "GET,    /conversations/{id}/channel,          agent portal",
        "GET,    /visitors/{id}/conversations,         agent portal",
        "POST,   /visitors/{id}/erasure,               admin supervisor",
        "GET,    /visitors/{id}/erasure,               admin supervisor",
        "GET,    /inbox,                               agent portal",
        "GET,    /search/conversations,                agent portal",
        "GET,    /search/messages,                     agent portal",
        "GET,    /bot/webhook,                         admin supervisor",
        "PUT,    /bot/webhook,                         admin supervisor",
        "DELETE, /bot/webhook,                         admin supervisor",
        "POST,   /bot/webhook/secret,                  admin supervisor",
        "GET,    /bot/deliveries,                      admin supervisor",
        "POST,   /bot/deliveries/{id}/replay,          admin supervisor",
        "POST,   /conversations/{id}/handoff,          bot admin",
        "GET,    /conversations/{id}/handoff,          agent portal",
        "GET,    /canned-replies,                      agent portal",
        "POST,   /canned-replies,                      agent portal",
        "PATCH,  /canned-replies/{id},                 agent portal",
        "DELETE, /canned-replies/{id},                 agent portal",
        "GET,    /tags,                                agent portal",
        "POST,   /tags,                                agent portal",
        "PATCH,  /tags/{id},                           supervisor agent",
        "DELETE, /tags/{id},                           supervisor agent",
        "GET,    /policy,                              admin supervisor",
        "PATCH,  /policy,                              admin supervisor",
        "POST,   /session-keys/rotate,                 operator admin"
    })
    void every_route_refuses_strangers_and_the_wrong_role(String method, String path, String roles) {
        var admitted = roles.split(" ", -1)[0];
        var refused = roles.split(" ", -1)[1];

        assertThat(status(method, path, null)).isEqualTo(401);
        if (!"none".equals(refused)) {
            assertThat(status(method, path, refused)).isEqualTo(403);
        }
        assertThat(status(method, path, admitted)).isNotIn(401, 403, 405, 500);
    }

    private static int status(String method, String path, @Nullable String role) {
        var request = given().contentType(ContentType.JSON);
        if (!"GET".equals(method)) {
            request.body("{}");
        }
        if (role != null) {
            request.auth().oauth2(token(role));
        }
        return request.request(method, path.replace("{id}", ID)).statusCode();
    }

    private static String token(String role) {
        var company = UUID.randomUUID();
        return switch (role) {
            case "service" -> Tokens.service("routing-service");
            case "portal" -> Tokens.portal(company);
            case "bot" -> Tokens.bot(company);
            case "operator" -> Tokens.operator(company, UUID.randomUUID());
            case "admin" -> Tokens.admin(company, UUID.randomUUID());
            case "supervisor" -> Tokens.supervisor(company, UUID.randomUUID());
            default -> Tokens.agent(company, UUID.randomUUID());
        };
    }
}
