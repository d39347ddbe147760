package dev.sapa.chat.transcript;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Transcripts. */
@ConfigMapping(prefix = "sapa.transcript")
interface TranscriptSettings {

    /** Messages in one transcript at most; it is made in memory. */
    @WithDefault("5000")
    int messages();

    /** The mail server; without one nothing is mailed. */
    Optional<String> mailHost();

    /** How long handing a mail over may take. */
    @WithDefault("10s")
    Duration mailWithin();

    /** How many mails one conversation may cause in a day. */
    @WithDefault("5")
    int mailsADay();
}
