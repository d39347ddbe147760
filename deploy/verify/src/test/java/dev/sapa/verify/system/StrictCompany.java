package dev.sapa.verify.system;

import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.awaitility.Awaitility;

/** A company with portal access {@code strict}, made by the demo's operator, with an administrator of its own. */
final class StrictCompany {

    private static final Map<Suite, StrictCompany> MADE = new WeakHashMap<>();
    private static final String PASSWORD = "password";

    private final String slug;
    private final Api admin;

    private StrictCompany(String slug, Api admin) {
        this.slug = slug;
        this.admin = admin;
    }

    /** The one of this suite; made when first asked for. */
    static synchronized StrictCompany of(Suite suite, Livechat livechat) {
        return MADE.computeIfAbsent(suite, any -> make(livechat));
    }

    String slug() {
        return slug;
    }

    Api admin() {
        return admin;
    }

    private static StrictCompany make(Livechat livechat) {
        var api = livechat.api();
        var slug = "strict-" + UUID.randomUUID().toString().substring(0, 8);
        var operator = api.bearer(token(api, "operator@example.com", "operator123"));
        var company = operator.post(
                        "/api/v2/auth/companies", Map.of("slug", slug, "name", slug, "portal_access", "strict"))
                .expect(201)
                .path("id")
                .asText();
        var email = slug + "@example.com";
        operator.post(
                        "/api/v2/auth/staff",
                        Map.of(
                                "company_id", company,
                                "email", email,
                                "name", "Strict Admin",
                                "role", "admin",
                                "password", PASSWORD))
                .expect(201);
        awaitKnown(api.with("X-Company", slug));
        return new StrictCompany(slug, api.bearer(token(api, email, PASSWORD)));
    }

    /** Other services hear of the company by an event. */
    private static void awaitKnown(Api door) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            var body = Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Izin usaha");
            return door.post("/api/chat/start", body).status() == 201;
        });
    }

    private static String token(Api api, String email, String password) {
        return api.post("/api/auth/login", Map.of("email", email, "password", password))
                .expect(200)
                .at("/data/access_token")
                .asText();
    }
}
