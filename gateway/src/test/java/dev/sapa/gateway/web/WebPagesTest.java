package dev.sapa.gateway.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sapa.gateway.kit.GatewayTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the sample of front ends in {@code web-sample}. */
@GatewayTest
class WebPagesTest {

    private static RequestSpecification request() {
        return given().redirects().follow(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/desk", "/desk/", "/desk/c/17?tab=waiting", "/desk/login", "/reset-password", "/bootstrap"})
    void the_desk_is_one_page_for_every_address_of_its_own(String path) {
        request()
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .body(containsString("<title>desk</title>"));
    }

    @ParameterizedTest // S4-19
    @CsvSource({"/login,/desk/login", "/dashboard-admin,/desk/board", "/dashboard-agent,/desk"})
    void addresses_of_older_consoles_lead_to_the_desk(String from, String to) {
        request().get(from).then().statusCode(302).header("Location", to);
    }

    @Test
    void pages_run_no_script_but_their_own_and_stand_in_nobodys_frame() {
        for (var path : new String[] {"/desk", "/demo"}) {
            request()
                    .get(path)
                    .then()
                    .header(
                            "Content-Security-Policy",
                            allOf(
                                    containsString("default-src 'none'"),
                                    containsString("script-src 'self';"),
                                    containsString("style-src 'self'"),
                                    not(containsString("unsafe")),
                                    containsString("frame-ancestors 'none'")))
                    .header("X-Frame-Options", "DENY")
                    .header("X-Content-Type-Options", "nosniff");
        }
        request().get("/demo").then().header("Content-Security-Policy", containsString("trusted-types"));
    }

    @Test
    void what_carries_a_hash_in_its_name_is_kept_for_ever_and_its_absence_is_no_page() {
        request()
                .get("/desk/assets/app-1a2b3c.js")
                .then()
                .statusCode(200)
                .contentType("text/javascript; charset=utf-8")
                .header("Cache-Control", "public, max-age=31536000, immutable");
        request().get("/desk/assets/app-gone.js").then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void the_widget_keeps_its_name_and_is_asked_for_anew_after_minutes() {
        var tag = request()
                .get("/widget/sapa-chat.js")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300, must-revalidate")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .extract()
                .header("ETag");
        request()
                .header("Accept-Encoding", "identity")
                .header("If-None-Match", tag)
                .get("/widget/sapa-chat.js")
                .then()
                .statusCode(304);
        request().get("/widget/other.js").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip|gzip", "gzip, deflate, br|br", "br;q=0, gzip|gzip"})
    void a_client_gets_the_smallest_form_that_it_takes(String accepted, String encoding) {
        request()
                .header("Accept-Encoding", accepted)
                .head("/widget/sapa-chat.js")
                .then()
                .statusCode(200)
                .header("Content-Encoding", encoding);
    }

    @Test
    void the_demo_is_a_page_by_itself() {
        request().get("/demo").then().statusCode(200).body(containsString("<title>demo</title>"));
        request().get("/demo/nothing").then().statusCode(404);
    }
}
