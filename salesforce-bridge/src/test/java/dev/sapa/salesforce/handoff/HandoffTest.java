package dev.sapa.salesforce.handoff;

import static dev.sapa.salesforce.handoff.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.salesforce.SalesforceStub.Trouble;
import dev.sapa.salesforce.SalesforceTest;
import dev.sapa.salesforce.signal.VisitorTyping;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Section 8 of what Salesforce's chat API makes of its clients, against a stub that behaves as a test says. */
@SalesforceTest
class HandoffTest {

    @Inject
    HandoffListener listener;

    @Inject
    Event<VisitorTyping> typing;

    @Test
    void a_conversation_goes_there_and_comes_to_its_end() {
        try (var scene = new Scene(listener)) {
            scene.saidBefore("visitor", "before")
                    .saidBefore("agent", "one moment")
                    .saidBefore("visitor", "still there");
            scene.running().visitorSays("hello").visitorSays("again");

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("still there", "hello", "again"));
            var created = scene.salesforce.calls("POST", "/conversation");
            assertThat(created).hasSize(1);
            assertThat(created.get(0).body().getString("language")).isEqualTo("en_US");
            assertThat(created.get(0).body().getJsonObject("routingAttributes").getMap())
                    .containsEntry("_firstName", "Siti")
                    .containsEntry("_email", "siti@example.com")
                    .containsEntry("Sapa_Session", scene.conversation.toString());
            assertThat(UUID.fromString(scene.remote()).version()).isEqualTo(4);

            scene.salesforce.agentJoins(scene.remote(), "Dewi");
            var first = scene.salesforce.agentSays(scene.remote(), "Dewi", "good morning");
            scene.salesforce.repeat(scene.remote(), first);
            scene.salesforce.agentSays(scene.remote(), "Dewi", "how can I help?");
            eventually(() -> assertThat(scene.chat.told())
                    .containsExactly("joined Dewi", "said Dewi: good morning", "said Dewi: how can I help?"));

            ends(scene);
            ends(scene);
            eventually(() -> assertThat(scene.chat.told()).last().isEqualTo("ended ended-by-agent"));
            assertThat(scene.chat.told()).hasSize(4);
        }
    }

    @Test
    void an_agent_who_leaves_for_another_ends_nothing() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.agentJoins(scene.remote(), "Dewi");
            scene.salesforce.happens(
                    scene.remote(),
                    "RoutingResult",
                    new JsonObject().put("routingType", "Transfer").put("failureType", "None"));
            scene.salesforce.agentJoins(scene.remote(), "Budi");
            scene.salesforce.agentSays(scene.remote(), "Budi", "I take over");

            eventually(() -> assertThat(scene.chat.told())
                    .containsExactly("joined Dewi", "joined Budi", "said Budi: I take over"));
        }
    }

    /** Ambiguous 500: it was there already, so it is looked for and not said again. */
    @Test
    void what_may_be_there_is_looked_for_before_it_is_sent_again() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.next(new Trouble("/message", 500, Map.of(), true));
            scene.salesforce.next(new Trouble("/message", 0, Map.of(), true));
            scene.visitorSays("once").visitorSays("twice").visitorSays("thrice");

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("once", "twice", "thrice"));
            eventually(
                    () -> assertThat(scene.salesforce.calls("POST", "/message")).hasSize(3));
        }
    }

    @Test
    void what_did_not_arrive_is_sent_again_with_the_same_id() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.next(Trouble.of("/message", 503));
            scene.visitorSays("once").visitorSays("twice");

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("once", "twice"));
            var sent = scene.salesforce.calls("POST", "/message");
            assertThat(sent.get(0).body().getJsonObject("message").getString("id"))
                    .isEqualTo(sent.get(1).body().getJsonObject("message").getString("id"));
        }
    }

    @Test
    void a_session_that_ended_is_followed_by_a_new_one() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.next(Trouble.of("/message", 417));
            scene.visitorSays("are you there?");

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("are you there?"));
            var sent = scene.salesforce.calls("POST", "/message");
            assertThat(sent).hasSize(2);
            var again = sent.get(1).body();
            assertThat(again.getBoolean("isNewMessagingSession")).isTrue();
            assertThat(again.getJsonObject("routingAttributes").getMap()).containsKey("_email");
            assertThat(again.getString("language")).isEqualTo("en_US");
            assertThat(again.getJsonObject("message").getString("id"))
                    .isEqualTo(sent.get(0).body().getJsonObject("message").getString("id"));
        }
    }

    @Test
    void retry_after_is_obeyed_and_the_order_kept() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.next(new Trouble("/message", 429, Map.of("Retry-After", "2"), false));
            var texts = IntStream.range(0, 30).mapToObj(i -> "message " + i).toList();
            texts.forEach(scene::visitorSays);

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactlyElementsOf(texts));
            var sent = scene.salesforce.calls("POST", "/message");
            assertThat(sent.get(1).at() - sent.get(0).at()).isGreaterThan(1_900_000_000L);
        }
    }

    @Test
    void a_token_that_is_no_good_any_more_is_replaced() {
        try (var scene = new Scene(listener)) {
            scene.running().visitorSays("first");
            eventually(() -> assertThat(scene.salesforce.texts()).hasSize(1));
            scene.salesforce.expireTokens();
            scene.visitorSays("second");

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("first", "second"));
            assertThat(scene.salesforce.calls("POST", "/access-token")).hasSize(2);
        }
    }

    @Test
    void a_routing_failure_brings_it_back() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.happens(
                    scene.remote(),
                    "RoutingResult",
                    new JsonObject().put("routingType", "Initial").put("failureType", "RoutingError"));

            eventually(() -> assertThat(scene.chat.told()).containsExactly("returned routing-failed"));
            eventually(() ->
                    assertThat(scene.salesforce.calls("DELETE", scene.remote())).hasSize(1));
        }
    }

    @Test
    void a_visitor_taken_for_nobody_comes_back() {
        try (var scene = new Scene(listener)) {
            scene.salesforce.believesNobody();
            scene.handOver();

            eventually(() -> assertThat(scene.chat.told()).containsExactly("returned refused"));
            assertThat(scene.salesforce.calls("POST", "/conversation")).isEmpty();
        }
    }

    @Test
    void a_foreign_conversation_is_not_asked_for_again() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.next(Trouble.of("/message", 403));
            scene.visitorSays("hello");

            eventually(() -> assertThat(scene.chat.told()).containsExactly("returned lost"));
            assertThat(scene.salesforce.calls("POST", "/message")).hasSize(1);
        }
    }

    @Test
    void a_salesforce_that_does_not_answer_brings_it_back() {
        try (var scene = new Scene(listener)) {
            scene.salesforce.close();
            scene.handOver();

            eventually(() -> assertThat(scene.chat.told()).containsExactly("returned unreachable"));
        }
    }

    @Test
    void what_the_stream_did_not_tell_is_found_in_the_list() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.agentJoins(scene.remote(), "Dewi");
            scene.salesforce.agentSays(scene.remote(), "Dewi", "one");
            eventually(() -> assertThat(scene.chat.told()).hasSize(2));
            scene.salesforce.dropStreams();
            scene.salesforce.agentSaidUnheard("Dewi", "two");
            scene.salesforce.agentSaidUnheard("Dewi", "three");

            eventually(() -> assertThat(scene.chat.told())
                    .containsExactly("joined Dewi", "said Dewi: one", "said Dewi: two", "said Dewi: three"));
        }
    }

    @Test
    void events_come_in_pieces_and_rubbish_is_passed_over() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.agentJoins(scene.remote(), "Dewi");
            scene.salesforce.raw("event: CONVERSATION_MESSAGE\nid: 5000\ndata: {\"conversationEntry\":\n\n", 7);
            scene.salesforce.raw("event: SOMETHING_NEW\r\nid: 5001\r\ndata: {}\r\n\r\n", 3);
            var event =
                    scene.salesforce.eventOf(scene.remote(), UUID.randomUUID().toString(), "Dewi", "Selamat — é");
            scene.salesforce.raw(event.replace("\n", "\r\n"), 1);

            eventually(() -> assertThat(scene.chat.told()).containsExactly("joined Dewi", "said Dewi: Selamat — é"));
        }
    }

    @Test
    void a_word_that_chat_service_could_not_take_is_said_later_and_once() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.agentJoins(scene.remote(), "Dewi");
            eventually(() -> assertThat(scene.chat.told()).hasSize(1));
            scene.chat.isAwayFor(3);
            scene.salesforce.agentSays(scene.remote(), "Dewi", "one");
            scene.salesforce.agentSays(scene.remote(), "Dewi", "two");

            eventually(() ->
                    assertThat(scene.chat.told()).containsExactly("joined Dewi", "said Dewi: one", "said Dewi: two"));
        }
    }

    @Test
    void a_message_whose_event_is_missing_is_asked_for() {
        try (var scene = new Scene(listener)) {
            scene.running().visitorSays("one").visitorSaysUnheard("two").visitorSays("three");

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("one", "two", "three"));
        }
    }

    @Test
    void the_visitors_end_is_theirs_too_after_the_last_word() {
        try (var scene = new Scene(listener)) {
            scene.running().visitorSays("bye").visitorCloses();

            eventually(() ->
                    assertThat(scene.salesforce.calls("DELETE", "/session")).hasSize(1));
            eventually(() ->
                    assertThat(scene.salesforce.calls("DELETE", scene.remote())).hasSize(1));
            assertThat(scene.salesforce.texts()).containsExactly("bye");
            assertThat(scene.chat.told()).isEmpty();
        }
    }

    @Test
    void what_is_taken_back_ends_there() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.takenBack();

            eventually(() ->
                    assertThat(scene.salesforce.calls("DELETE", scene.remote())).hasSize(1));
        }
    }

    @Test
    void read_horizons_go_both_ways() {
        try (var scene = new Scene(listener)) {
            scene.running().visitorSays("hello");
            eventually(() -> assertThat(scene.salesforce.texts()).hasSize(1));
            var ours = scene.salesforce
                    .calls("POST", "/message")
                    .get(0)
                    .body()
                    .getJsonObject("message")
                    .getString("id");
            scene.salesforce.happens(
                    scene.remote(),
                    "ReadAcknowledgement",
                    new JsonObject().put("acknowledgedConversationEntryIdentifier", ours));
            eventually(() -> assertThat(scene.chat.told()).containsExactly("read 1"));

            var theirs = scene.salesforce.agentSays(scene.remote(), "Dewi", "hello Siti");
            eventually(() -> assertThat(scene.chat.told()).hasSize(3));
            scene.visitorReads(2);
            eventually(() -> assertThat(scene.salesforce.calls("POST", "/acknowledge-entries"))
                    .singleElement()
                    .satisfies(call -> assertThat(call.text()).contains(theirs).contains("\"Read\"")));
        }
    }

    @Test
    void a_file_goes_there_with_what_is_said_beside_it() {
        try (var scene = new Scene(listener)) {
            scene.running().visitorSends("permit.pdf", 100, "my permit").visitorSays("that was it");

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("file: my permit", "that was it"));
            assertThat(scene.salesforce.calls("POST", "/file"))
                    .singleElement()
                    .satisfies(call -> assertThat(call.text()).contains("filename=\"permit.pdf\"", "the permit"));
        }
    }

    @Test
    void a_file_of_six_megabytes_goes_as_an_address() {
        try (var scene = new Scene(listener)) {
            scene.running().visitorSends("large.pdf", 6_000_000, "all of it");

            eventually(
                    () -> assertThat(scene.salesforce.texts()).singleElement().satisfies(text -> assertThat(text)
                            .contains("all of it", "large.pdf: http", "/files/")));
            assertThat(scene.salesforce.calls("POST", "/file")).isEmpty();
        }
    }

    @Test
    void an_agents_file_is_brought_here_but_from_salesforce_alone() {
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.agentJoins(scene.remote(), "Dewi");
            scene.salesforce.agentSends(scene.remote(), "permit.pdf", scene.salesforce.url() + "/sfc/permit");
            scene.salesforce.agentSends(scene.remote(), "evil.pdf", "http://169.254.169.254/latest/meta-data");
            scene.salesforce.agentSends(scene.remote(), "worse.pdf", "https://salesforce.com.example.org/x");

            eventually(() -> assertThat(scene.chat.told())
                    .containsExactly(
                            "joined Dewi",
                            "file",
                            "said Dewi: your permit",
                            "said Dewi: your permit\n[The file evil.pdf could not be brought here]",
                            "said Dewi: your permit\n[The file worse.pdf could not be brought here]"));
        }
    }

    @Test
    void a_visitor_who_types_is_seen_there() {
        try (var scene = new Scene(listener)) {
            scene.running().visitorSays("hello");
            eventually(() -> assertThat(scene.salesforce.texts()).hasSize(1));
            typing.fire(new VisitorTyping(scene.conversation, true));
            typing.fire(new VisitorTyping(UUID.randomUUID(), true));

            eventually(() -> assertThat(scene.salesforce.calls("POST", "/entry"))
                    .singleElement()
                    .satisfies(call ->
                            assertThat(call.body().getString("entryType")).isEqualTo("TypingStartedIndicator")));
        }
    }

    @Test
    void a_connection_that_changes_meanwhile_is_used_from_the_next_token_on() {
        try (var scene = new Scene(listener)) {
            scene.running().visitorSays("before");
            eventually(() -> assertThat(scene.salesforce.texts()).hasSize(1));
            scene.salesforce.isOf(scene.company, "another-kid");
            scene.salesforce.expireTokens();
            scene.visitorSays("after");

            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("before", "after"));
            assertThat(scene.salesforce.calls("POST", "/access-token"))
                    .extracting(call -> header(call.body().getString("customerIdentityToken")))
                    .containsExactly("kid-of-" + scene.company, "another-kid");
        }
    }

    /** Not even where something is refused, which the log tells. */
    @Test
    void what_people_write_and_who_they_are_stays_out_of_the_log() {
        var log = new Remembered();
        Logger.getLogger("").addHandler(log);
        try (var scene = new Scene(listener)) {
            scene.running();
            scene.salesforce.next(Trouble.of("/message", 400));
            scene.visitorSays("my secret sickness").visitorSays("something else");
            scene.salesforce.agentSays(scene.remote(), "Dewi", "your secret diagnosis");
            eventually(() -> assertThat(scene.salesforce.texts()).containsExactly("something else"));
            eventually(() -> assertThat(scene.chat.told()).hasSize(2));

            assertThat(log.lines()).anyMatch(line -> line.contains("refuses message"));
            assertThat(log.lines())
                    .noneMatch(line -> line.contains("secret") || line.contains("eyJ") || line.contains("siti@"));
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
    }

    private static final class Remembered extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Queue<String> lines() {
            return lines;
        }

        @Override
        public void publish(LogRecord line) {
            var parameters = line.getParameters();
            lines.add(line.getMessage() + (parameters == null ? "" : Arrays.toString(parameters)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void companies_have_nothing_to_do_with_each_other() {
        try (var one = new Scene(listener);
                var other = new Scene(listener)) {
            one.running().visitorSays("of one");
            other.running().visitorSays("of the other");

            eventually(() -> assertThat(one.salesforce.texts()).containsExactly("of one"));
            eventually(() -> assertThat(other.salesforce.texts()).containsExactly("of the other"));
            assertThat(one.salesforce.calls("POST", "/access-token"))
                    .extracting(call -> header(call.body().getString("customerIdentityToken")))
                    .containsOnly("kid-of-" + one.company);
        }
    }

    private static String header(String token) {
        var header = Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]);
        return new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("kid");
    }

    private static void ends(Scene scene) {
        scene.salesforce.happens(
                scene.remote(), "SessionStatusChanged", new JsonObject().put("sessionStatus", "Ended"));
    }
}
