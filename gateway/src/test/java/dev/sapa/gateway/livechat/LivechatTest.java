package dev.sapa.gateway.livechat;

import static io.restassured.RestAssured.given;

import dev.sapa.local.test.LocalServersResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;

/** The dialect in front of prepared services. */
@WithTestResource(NativeServices.class)
@WithTestResource(value = LocalServersResource.class, scope = TestResourceScope.GLOBAL)
abstract class LivechatTest {

    static final String SESSION = "660e8400-e29b-41d4-a716-446655440000";
    static final String VISITOR = "770e8400-e29b-41d4-a716-446655440000";
    static final String AGENT_ID = "550e8400-e29b-41d4-a716-446655440011";
    static final String DEPARTMENT = "550e8400-e29b-41d4-a716-446655440001";
    static final String CONVERSATION = """
            {"id":"%s","number":7,"company_id":"550e8400-e29b-41d4-a716-446655440100",
             "visitor":{"id":"%s","number":3,"name":"Budi","email":"budi@pt.example","phone":null,
                        "company_name":"PT Contoh","browser_uuid":null,"oss_user_id":null},
             "channel":"web","topic":"Izin usaha","priority":"normal","status":"%s","responder":"agent",
             "agent":%s,"department":%s,"assignment_epoch":1,"version":4,"last_seq":2,"unread":1,
             "last_message":{"id":"bb0e8400-e29b-41d4-a716-446655440000","author":"visitor","text":"Halo",
                             "posted_at":"2025-01-15T10:29:00Z"},
             "started_at":"2025-01-15T10:00:00Z","ended_at":null,"close_reason":null,"ip_address":"10.1.2.3"%s}""";
    static final String WAITING = conversation("waiting", false, "");
    static final String ACTIVE = conversation("active", true, "");
    static final String MESSAGE = """
            {"id":"aa0e8400-e29b-41d4-a716-446655440000","number":9,"conversation_id":"%s","seq":2,"author":"visitor",
             "author_id":"%s","author_name":"Budi","message_type":"text","text":"Halo","attachments":[],
             "client_msg_id":"m-1","posted_at":"2025-01-15T10:01:00Z","read_at":null}""".formatted(SESSION, VISITOR);

    @SuppressWarnings("NullAway.Init") // injected by Quarkus
    NativeServices services;

    @BeforeEach
    void forget_what_was_asked_before() {
        services.forget();
    }

    static String conversation(String status, boolean assigned, String more) {
        return CONVERSATION.formatted(
                SESSION,
                VISITOR,
                status,
                assigned ? "{\"id\":\"%s\",\"name\":\"Agent One\"}".formatted(AGENT_ID) : "null",
                assigned ? "{\"id\":\"%s\",\"name\":\"Perizinan Usaha\"}".formatted(DEPARTMENT) : "null",
                more);
    }

    static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    static RequestSpecification as(String token, String body) {
        return json(body).auth().oauth2(token);
    }
}
