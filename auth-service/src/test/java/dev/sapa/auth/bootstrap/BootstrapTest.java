package dev.sapa.auth.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.Database;
import dev.sapa.auth.ShiftableClock;
import dev.sapa.auth.demo.DemoReload;
import dev.sapa.local.test.LocalServersResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = LocalServersResource.class, scope = TestResourceScope.GLOBAL)
class BootstrapTest {

    @Inject
    BootstrapService bootstrap;

    @Inject
    DemoReload demo;

    @Inject
    ShiftableClock clock;

    @AfterEach
    void bring_the_demo_back() throws Throwable {
        clock.reset();
        empty();
        demo.load();
    }

    @Test
    void makes_the_first_operator_and_company_once() throws Throwable {
        empty();
        var token = invited().orElseThrow();
        var other = invited().orElseThrow();

        begin(token, "open sesame")
                .statusCode(201)
                .body("role", equalTo("operator"))
                .body("username", equalTo("first"));

        Api.signIn("first@example.org", "open sesame");
        Api.as(Api.accessToken("first", "open sesame"))
                .get("/companies")
                .then()
                .body("items.slug", equalTo(List.of("main")));
        begin(token, "open sesame").statusCode(401).body("code", equalTo("bootstrap-refused"));
        begin(other, "open sesame").statusCode(401);
        assertThat(invited()).isEmpty();
    }

    @Test
    void stores_no_token_and_refuses_one_that_is_old_or_made_up() throws Throwable {
        empty();
        var token = invited().orElseThrow();
        try (var database = Database.asOwner()) {
            assertThat(database.column("select token_hash from bootstrap_invitation"))
                    .doesNotContain(token);
        }

        begin("made up", "open sesame").statusCode(401);
        begin(token, "tiny").statusCode(400).body("code", equalTo("password-too-short"));
        clock.forward(Duration.ofHours(25));
        begin(token, "open sesame").statusCode(401);
    }

    @Test
    void invites_nobody_into_an_installation_with_people() throws Throwable {
        assertThat(invited()).isEmpty();
    }

    private Optional<String> invited() throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> bootstrap.invite("first@example.org"));
    }

    private static ValidatableResponse begin(String token, String password) {
        return Api.anonymous()
                .body(Map.of("token", token, "password", password, "name", "First"))
                .post("/bootstrap")
                .then();
    }

    private static void empty() throws SQLException {
        try (var database = Database.asOwner()) {
            database.run("truncate company, bootstrap_invitation cascade");
        }
    }
}
