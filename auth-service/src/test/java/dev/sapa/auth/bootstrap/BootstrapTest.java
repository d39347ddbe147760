package dev.sapa.auth.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sapa.auth.Api;
import dev.sapa.auth.AuthTest;
import dev.sapa.auth.Database;
import dev.sapa.auth.ShiftableClock;
import dev.sapa.auth.demo.DemoReload;
import dev.sapa.auth.link.Links;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AuthTest
class BootstrapTest {

    @Inject
    BootstrapService bootstrap;

    @Inject
    Links links;

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

    @Test
    void logs_a_one_time_link_when_a_production_starts_with_nobody_in_it() throws Throwable {
        empty();
        var logged = new ArrayList<String>();
        var log = Logger.getLogger(BootstrapStart.class.getName());
        var listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(new PatternFormatter("%m").format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(listener);
        try {
            new BootstrapStart(bootstrap, links, settingsFor("first@example.org")).onStart(new StartupEvent());
            new BootstrapStart(bootstrap, links, settingsFor("")).onStart(new StartupEvent());
        } finally {
            log.removeHandler(listener);
        }

        assertThat(logged).hasSize(1);
        var link = Pattern.compile("https://chat\\.example/bootstrap#token=(\\S{43})")
                .matcher(logged.get(0));
        assertThat(link.find()).isTrue();
        begin(link.group(1), "open sesame").statusCode(201);
    }

    private static BootstrapSettings settingsFor(String email) {
        return new BootstrapSettings() {
            @Override
            public Optional<String> email() {
                return Optional.of(email);
            }

            @Override
            public Duration validity() {
                return Duration.ofHours(24);
            }

            @Override
            public String company() {
                return "main";
            }
        };
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
