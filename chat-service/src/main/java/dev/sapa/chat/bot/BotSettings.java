package dev.sapa.chat.bot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How companies' own bots are told what visitors say. */
@ConfigMapping(prefix = "sapa.bot")
interface BotSettings {

    /** How often every replica looks for something to tell. */
    @WithDefault("500ms")
    Duration lookEvery();

    /** How long a bot may take to take in what it is told, and to answer at once. */
    @WithDefault("5s")
    Duration callTimeout();

    /** Bytes of an answer that are read. */
    @WithDefault("65536")
    int answerAtMost();

    /** How often it is tried before it counts as dead. */
    @WithDefault("6")
    int attempts();

    /** The pause after the first failure; it doubles with each. */
    @WithDefault("1s")
    Duration firstPause();

    @WithDefault("1m")
    Duration longestPause();

    /** What one replica tells at the same time, and of that to one company's bot, so that a slow one holds up no other. */
    @WithDefault("64")
    int atOnce();

    @WithDefault("8")
    int atOncePerCompany();

    /** Whether bots on this machine and in private networks may be told, without TLS too; only for a local run. */
    @WithDefault("false")
    boolean privateTargets();
}
