package dev.sapa.chat.keywordbot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a company's bot says.
 *
 * @param name     as shown to visitors
 * @param enabled  whether it says anything at all
 * @param answers  the first one of which a keyword occurs is given
 * @param fallback what it says when none does; null for nothing
 * @param handOver when it gives the conversation to an agent
 */
public record Definition(
        @NotBlank @Size(max = 100) @Pattern(regexp = NO_NUL) String name,
        boolean enabled,
        @NotNull @Size(max = 200) List<@NotNull @Valid Reply> answers,

        @Nullable @Size(min = 1, max = 4000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
        String fallback,

        @NotNull @Valid HandOver handOver) {

    private static final String NO_NUL = "[^\\x00]*";

    /**
     * One answer.
     *
     * @param topic    what it is about, for people
     * @param keywords words or phrases, found in any case as whole words
     */
    public record Reply(
            @NotBlank @Size(max = 100) @Pattern(regexp = NO_NUL)
            String topic,

            @NotNull @Size(min = 1, max = 50)
            List<@NotBlank @Size(max = 100) @Pattern(regexp = NO_NUL) String> keywords,

            @NotBlank @Size(max = 4000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
            String text) {}

    /**
     * When the bot gives the conversation to a person.
     *
     * @param keywords words with which a visitor asks for a person
     * @param text     what the visitor is told then
     */
    public record HandOver(
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 100) @Pattern(regexp = NO_NUL) String> keywords,

            @NotBlank @Size(max = 4000) @Pattern(regexp = NO_NUL, flags = Pattern.Flag.DOTALL)
            String text) {}

    /** Whether somebody who says this wants a person. */
    boolean asksForPerson(String text) {
        return occursAny(handOver.keywords(), words(text));
    }

    /** What the bot says to this; empty for nothing. */
    Optional<String> answerTo(String text) {
        var words = words(text);
        return answers.stream()
                .filter(answer -> occursAny(answer.keywords(), words))
                .map(Reply::text)
                .findFirst()
                .or(() -> Optional.ofNullable(fallback));
    }

    private static boolean occursAny(List<String> keywords, String words) {
        return keywords.stream().anyMatch(keyword -> words.contains(words(keyword)));
    }

    /** Lower-case words with one blank before and after each, so that only whole ones are found. */
    private static String words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return " " + plain.replaceAll("[^\\p{L}\\p{N}]+", " ").strip() + " ";
    }
}
