package dev.sapa.salesforce.emulator;

import static dev.sapa.salesforce.Salesforce.agent;
import static dev.sapa.salesforce.Salesforce.begin;
import static dev.sapa.salesforce.Salesforce.say;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.salesforce.EventReader;
import dev.sapa.salesforce.EventReader.Event;
import dev.sapa.salesforce.Salesforce;
import dev.sapa.salesforce.SalesforceTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an end user is told, and how it can go wrong. */
@SalesforceTest
class EmulatedStreamTest {

    private Salesforce salesforce;
    private String token;

    @BeforeEach
    void register() {
        salesforce = Salesforce.register();
        token = salesforce.token("siti");
    }

    @Test
    void an_agents_whole_visit_is_told_in_its_order() {
        try (var stream = stream("0")) {
            var conversation = begin(token);
            var message = UUID.randomUUID().toString();
            say(token, conversation, message, "Good morning");
            agent(conversation, "join", Map.of("name", "Dewi"));
            agent(conversation, "typing", Map.of());
            agent(conversation, "say", Map.of("text", "Selamat pagi"));
            agent(conversation, "read", Map.of("entry_id", message));
            agent(conversation, "end", Map.of());

            stream.await(
                    "CONVERSATION_SESSION_STATUS_CHANGED",
                    event -> event.payload().path("sessionStatus").asText().equals("Ended"));
            assertThat(stream.events())
                    .extracting(Event::name)
                    .containsExactly(
                            "CONVERSATION_SESSION_STATUS_CHANGED",
                            "CONVERSATION_ROUTING_RESULT",
                            "CONVERSATION_MESSAGE",
                            "CONVERSATION_ROUTING_WORK_RESULT",
                            "CONVERSATION_ROUTING_WORK_RESULT",
                            "CONVERSATION_PARTICIPANT_CHANGED",
                            "CONVERSATION_SESSION_STATUS_CHANGED",
                            "CONVERSATION_TYPING_STARTED_INDICATOR",
                            "CONVERSATION_MESSAGE",
                            "CONVERSATION_READ_ACKNOWLEDGEMENT",
                            "CONVERSATION_PARTICIPANT_CHANGED",
                            "CONVERSATION_SESSION_STATUS_CHANGED");
            var echo = stream.await("CONVERSATION_MESSAGE");
            assertThat(echo.entry().path("identifier").asText()).isEqualTo(message);
            assertThat(echo.entry().path("entryPayload").isTextual()).isTrue();
            assertThat(echo.entry().at("/relatedRecords/0").asText()).matches("0Mw[0-9A-Za-z]{12,15}");
            assertThat(ids(stream)).isSortedAccordingTo(Long::compare).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_stream_goes_on_after_the_last_event_that_the_client_has() {
        var conversation = begin(token);
        say(token, conversation, UUID.randomUUID().toString(), "one");
        String last;
        try (var stream = stream("0")) {
            last = String.valueOf(stream.await("CONVERSATION_MESSAGE").id());
        }
        say(token, conversation, UUID.randomUUID().toString(), "two");

        try (var stream = stream(last)) {
            assertThat(stream.await("CONVERSATION_MESSAGE").text()).isEqualTo("two");
            assertThat(stream.events()).hasSize(1);
        }
    }

    @Test
    void an_address_at_the_end_of_a_text_becomes_a_message_of_its_own() {
        try (var stream = stream("0")) {
            var conversation = begin(token);
            say(token, conversation, UUID.randomUUID().toString(), "see https://example.org/permit");

            stream.await("CONVERSATION_MESSAGE", event -> event.payload()
                    .at("/abstractMessage/staticContent/formatType")
                    .asText()
                    .equals("RichLink"));
        }
    }

    @Test
    void a_transfer_is_told_as_one_agent_for_another() {
        try (var stream = stream("0")) {
            var conversation = begin(token);
            agent(conversation, "join", Map.of("subject", "005000000000001", "name", "Dewi"));
            agent(conversation, "transfer", Map.of("subject", "005000000000002", "name", "Rudi"));

            stream.await("CONVERSATION_PARTICIPANT_CHANGED", event -> is(event, "remove", "Dewi"));
            stream.await(
                    "CONVERSATION_ROUTING_RESULT",
                    event -> event.payload().path("routingType").asText().equals("Transfer"));
            stream.await("CONVERSATION_PARTICIPANT_CHANGED", event -> is(event, "add", "Rudi"));
        }
    }

    @Test
    void a_stream_may_end_early_repeat_lose_and_tear_what_it_tells() {
        salesforce.switchTo(Map.of("drop_after", 3, "duplicate", true, "split", true, "crlf", false));
        var conversation = begin(token);
        say(token, conversation, UUID.randomUUID().toString(), "one");
        say(token, conversation, UUID.randomUUID().toString(), "two");

        try (var stream = stream("0")) {
            stream.awaitEnd();
            assertThat(stream.events()).hasSize(6);
            assertThat(ids(stream)).containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
        }
        salesforce.switchTo(Map.of("lose_every", 2, "noise", true));
        try (var stream = stream("0")) {
            stream.await("CONVERSATION_SOMETHING_NEW");
            stream.await("CONVERSATION_MESSAGE", event -> event.entry().isMissingNode());
            assertThat(ids(stream)).doesNotContain(2L, 4L);
        }
    }

    @Test
    void a_stream_ends_with_its_token() {
        try (var stream = stream("0")) {
            begin(token);
            stream.await("CONVERSATION_ROUTING_RESULT");
            given().post("/emulator/orgs/" + salesforce.org() + "/expire-tokens");

            stream.awaitEnd();
        }
    }

    private EventReader stream(String lastEventId) {
        return new EventReader(salesforce.org(), token, lastEventId);
    }

    private static boolean is(Event event, String operation, String name) {
        var change = event.payload().at("/entries/0");
        return change.path("operation").asText().equals(operation)
                && change.path("displayName").asText().equals(name);
    }

    private static List<Long> ids(EventReader stream) {
        return stream.events().stream()
                .map(event -> Long.parseLong(String.valueOf(event.id())))
                .toList();
    }
}
