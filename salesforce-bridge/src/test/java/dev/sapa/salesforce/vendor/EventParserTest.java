package dev.sapa.salesforce.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {

    private static final String STREAM = """
            event: ping
            data: 0

            :a comment
            event: CONVERSATION_MESSAGE
            id: 17
            retry: 1000
            data: {"text":
            data: "Selamat — é"}

            data: bare

            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void events_are_found_wherever_the_network_cuts(int size) {
        assertThat(parsed(STREAM, size)).containsExactlyElementsOf(expected());
        assertThat(parsed(STREAM.replace("\n", "\r\n"), size)).containsExactlyElementsOf(expected());
        assertThat(parsed(STREAM.replace("\n", "\r"), size)).containsExactlyElementsOf(expected());
    }

    @Test
    void an_event_that_never_ends_is_not_collected_for_ever() {
        var parser = new EventParser();
        var piece = "x".repeat(512 * 1024).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        parser.take(piece);
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_entrys_payload_is_text_or_an_object() {
        var text = Entry.ofEvent("""
                {"conversationId":"c","conversationEntry":{"identifier":"i","entryType":"Message",
                 "entryPayload":"{\\"a\\":1}","transcriptedTimestamp":5,"relatedRecords":["0Mw000000000001"]}}
                """);
        var object = Entry.ofEvent("""
                {"conversationId":"c","conversationEntry":{"identifier":"i","entryType":"Message",
                 "entryPayload":{"a":1},"transcriptedTimestamp":5,"relatedRecords":["0Mw000000000001"]}}
                """);

        assertThat(text).isEqualTo(object);
        assertThat(text.session()).contains("0Mw000000000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{}",
                "{\"conversationEntry\":7}",
                "{\"conversationEntry\":{}}",
                "{\"conversationEntry\":{\"identifier\":\"i\",\"entryType\":\"Message\",\"entryPayload\":\"{\"}}"
            })
    void what_is_no_entry_is_said_to_be_none(String data) {
        assertThatThrownBy(() -> Entry.ofEvent(data)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<StreamEvent> expected() {
        return List.of(
                new StreamEvent("ping", null, "0"),
                new StreamEvent("CONVERSATION_MESSAGE", "17", "{\"text\":\n\"Selamat — é\"}"),
                new StreamEvent("message", null, "bare"));
    }

    private static List<StreamEvent> parsed(String text, int size) {
        var parser = new EventParser();
        var events = new ArrayList<StreamEvent>();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            events.addAll(parser.take(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size))));
        }
        return events;
    }
}
