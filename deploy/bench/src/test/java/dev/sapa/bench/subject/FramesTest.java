package dev.sapa.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.bench.load.Chat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the drivers find in the bytes of real frames, without reading them as JSON. */
class FramesTest {

    private static final String MESSAGE = """
            {"type":"new_message","success":true,"session_id":"0199","data":{"session_id":"0199","message_id":"m",\
            "seq":17,"message":"\\"type\\":\\"ack\\"","sender_type":"customer","message_type":"text",\
            "client_msg_id":"b1x-42","timestamp":"t"}}""";
    private static final String JOINED = """
            {"type":"joined_session","success":true,"session_id":"0199","data":{"last_seq":5,"status":"active"}}""";
    private static final String NACK = """
            {"type":"nack","success":false,"session_id":"0199","data":{"client_msg_id":"b1x-7","code":"rate-limited"}}""";
    private static final String EVENT = """
            42["message",{"id":"b1x-42","message_id":"m","room":"c3","seq":"1234","text":"hello"},"aBc-9"]""";

    @Test
    void native_frames_are_told_apart_by_their_type_whatever_the_text_says() {
        assertThat(type(MESSAGE)).isEqualTo(SapaFrames.Type.MESSAGE);
        assertThat(type(JOINED)).isEqualTo(SapaFrames.Type.JOINED);
        assertThat(type(NACK)).isEqualTo(SapaFrames.Type.NACK);
        assertThat(type("{\"type\":\"heartbeat\",\"data\":{}}")).isEqualTo(SapaFrames.Type.OTHER);
        assertThat(type("{\"type\":\"ac")).isEqualTo(SapaFrames.Type.OTHER);
    }

    @Test
    void members_are_found_by_name() {
        assertThat(SapaFrames.number(bytes(MESSAGE), 0, MESSAGE.length(), "\"seq\":"))
                .isEqualTo(17);
        assertThat(SapaFrames.number(bytes(JOINED), 0, JOINED.length(), "\"last_seq\":"))
                .isEqualTo(5);
        assertThat(SapaFrames.code(bytes(NACK), 0, NACK.length())).isEqualTo("rate-limited");
        assertThat(PeerFrames.kind(bytes(EVENT), 0, EVENT.length())).isEqualTo("42");
        assertThat(PeerFrames.seq(bytes(EVENT), 0, EVENT.length())).isEqualTo(1234);
        assertThat(PeerFrames.offset(bytes(EVENT), 0, EVENT.length())).isEqualTo("aBc-9");
    }

    @Test
    void only_messages_of_the_present_run_are_told_with_their_number() {
        var told = new ArrayList<Integer>();
        var chat = new Imagined();
        chat.listen("b1x", new Chat.Listener() {
            @Override
            public void acked(int index) {
                told.add(index);
            }

            @Override
            public void refused(int index, String why) {
                told.add(index);
            }

            @Override
            public void delivered(int index) {
                told.add(index);
            }
        });

        for (var frame : List.of(MESSAGE, EVENT, MESSAGE.replace("b1x-42", "b0x-41"), JOINED)) {
            chat.delivered(bytes(frame), 0, frame.length());
        }

        assertThat(told).containsExactly(42, 42);
    }

    @Test
    void the_text_of_a_message_is_300_bytes_and_needs_no_escaping() {
        assertThat(TaggedChat.TEXT.getBytes(StandardCharsets.UTF_8).length).isBetween(297, 300);
        assertThat(TaggedChat.TEXT).doesNotContain("\"", "\\").contains("–", "🙏");
    }

    private static SapaFrames.Type type(String frame) {
        return SapaFrames.type(bytes(frame), 0, frame.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Imagined extends TaggedChat {
        @Override
        public int conversations() {
            return 1;
        }

        @Override
        public void send(int conversation, int index) {}
    }
}
