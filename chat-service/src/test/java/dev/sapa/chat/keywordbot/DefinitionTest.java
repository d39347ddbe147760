package dev.sapa.chat.keywordbot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.chat.keywordbot.Definition.HandOver;
import dev.sapa.chat.keywordbot.Definition.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionTest {

    private final Definition bot = new Definition(
            "Bot",
            true,
            List.of(
                    new Reply("stock", List.of("stok", "ready stock"), "stok"),
                    new Reply("payment", List.of("bayar"), "bayar")),
            "lain",
            new HandOver(List.of("agent", "customer service"), "tunggu"));

    @Test
    void gives_the_first_answer_of_which_a_whole_word_occurs() {
        assertThat(bot.answerTo("Apakah STOK masih ada?")).contains("stok");
        assertThat(bot.answerTo("bayar atau stok")).contains("stok");
        assertThat(bot.answerTo("is it ready-stock?")).contains("stok");
        assertThat(bot.answerTo("stokis")).contains("lain");
    }

    @Test
    void says_nothing_without_a_fallback() {
        var silent = new Definition("Bot", true, List.of(), null, new HandOver(List.of(), "tunggu"));

        assertThat(silent.answerTo("Halo")).isEmpty();
        assertThat(silent.asksForPerson("agent")).isFalse();
    }

    @Test
    void hears_who_asks_for_a_person() {
        assertThat(bot.asksForPerson("Agent!")).isTrue();
        assertThat(bot.asksForPerson("mau ke Customer  Service dong")).isTrue();
        assertThat(bot.asksForPerson("agenda")).isFalse();
    }
}
