package dev.sapa.salesforce.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void s0_27_a_conversation_becomes_lines_between_two_marks() throws IOException {
        var conversation = JSON.readTree("""
                {"participants":[{"type":"user","name":"Siti"}],
                 "messages":[{"sender":"user","timestamp":"2026-01-01T08:00:00Z","text":"Hi"},
                             {"sender":"bot","timestamp":"2026-01-01T08:00:01Z","text":"Hello"}]}
                """);

        assertThat(Transcript.of(conversation)).isEqualTo("""
                === Chatbot Conversation Transcript ===

                [Siti] (2026-01-01T08:00:00Z): Hi
                [Bot] (2026-01-01T08:00:01Z): Hello

                === End of Transcript ===""");
    }
}
