package dev.sapa.salesforce.simulator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.sapa.salesforce.SalesforceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SalesforceTest
class SimulatorPagesTest {

    @Test
    void s0_1_the_page_is_titled_and_runs_no_script_but_files_of_its_own() {
        given().get("/simulator")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("Content-Security-Policy", not(containsString("unsafe-inline")))
                .cookie("sapa_simulator", notNullValue())
                .body("html.head.title", equalTo("Salesforce Enhanced Chat API Simulator"))
                .body(not(containsString("<script>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/history", "/conversations"})
    void s0_9_there_are_pages_for_history_and_conversations(String path) {
        given().get(path).then().statusCode(200).contentType("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/simulator/index.js", "/simulator/events.js", "/simulator/style.css"})
    void what_a_page_is_made_of_is_there(String path) {
        given().get(path).then().statusCode(200);
    }

    @Test
    void clients_of_other_machines_are_refused() {
        given().header("X-Forwarded-For", "192.0.2.7")
                .get("/api/status")
                .then()
                .statusCode(403)
                .body("success", equalTo(false));
    }
}
