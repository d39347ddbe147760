package dev.sapa.chat.keywordbot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the built-in bot catches up with what a crash kept it from answering. */
@ConfigMapping(prefix = "sapa.keyword-bot")
interface KeywordBotSettings {

    /** How often every replica looks for words that wait for an answer. */
    @WithDefault("1s")
    Duration checkEvery();

    /** How long they must have waited, so that whoever took them in has had its chance. */
    @WithDefault("2s")
    Duration behindAfter();
}
