package dev.sapa.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  \n", "a\0b", "\ud83d", "a\udc00", "\ud83dx"})
    void refuses_what_is_no_text(@Nullable String text) {
        assertRefused(new PostMessageRequest(text, null, null, null), "message-text-invalid");
    }

    @Test
    void counts_characters_and_not_their_halves() {
        var longest = "😀".repeat(Draft.TEXT_AT_MOST);

        assertThat(Draft.of(new PostMessageRequest(longest, null, null, null)).text())
                .isEqualTo(longest);
        assertRefused(new PostMessageRequest(longest + "a", null, null, null), "message-text-invalid");
    }

    @Test
    void knows_four_types_of_messages() {
        for (var type : List.of("text", "image", "file", "system")) {
            assertThat(Draft.of(new PostMessageRequest("Halo", type, null, null))
                            .messageType())
                    .isEqualTo(type);
        }
        assertRefused(new PostMessageRequest("Halo", "video", null, null), "message-type-invalid");
    }

    @Test
    void limits_the_senders_own_id() {
        assertRefused(new PostMessageRequest("Halo", null, "x".repeat(65), null), "client-msg-id-invalid");
        assertRefused(new PostMessageRequest("Halo", null, "x\0", null), "client-msg-id-invalid");
        assertThat(Draft.of(new PostMessageRequest("Halo", null, "x".repeat(64), null))
                        .clientMsgId())
                .hasSize(64);
    }

    @Test
    void limits_attachments() {
        assertRefused(
                new PostMessageRequest("Halo", "image", null, Collections.nCopies(11, Map.of("url", "x"))),
                "attachments-invalid");
        assertRefused(
                new PostMessageRequest("Halo", "image", null, List.of(Map.of("url", "x".repeat(20_000)))),
                "attachments-invalid");
        assertRefused(
                new PostMessageRequest("Halo", "image", null, List.of(Map.of("url", "a\0b"))), "attachments-invalid");
    }

    @Test
    void knows_a_repeat_by_everything_that_is_said() {
        var draft = Draft.of(new PostMessageRequest("Halo", "image", "1", List.of(Map.of("url", "a", "size", 1))));

        assertThat(draft.says("Halo", "image", List.of(Map.of("size", 1, "url", "a"))))
                .isTrue();
        assertThat(draft.says("Halo", "text", List.of(Map.of("size", 1, "url", "a"))))
                .isFalse();
        assertThat(draft.says("Halo", "image", List.of())).isFalse();
    }

    private static void assertRefused(PostMessageRequest request, String code) {
        assertThatThrownBy(() -> Draft.of(request))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getParameters())
                        .containsEntry("code", code));
    }
}
