package dev.sapa.chat.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Mailboxes and mail servers. */
@ConfigMapping(prefix = "sapa.email")
interface EmailSettings {

    /** How often mailboxes are looked into. */
    @WithDefault("15s")
    Duration lookEvery();

    /** The longest pause after failed looks. */
    @WithDefault("10m")
    Duration pauseAtMost();

    /** How long sending one mail, or one look into a mailbox, may take. Must be shorter than sapa.carriage.lost-after. */
    @WithDefault("60s")
    Duration within();

    /** Mails of one sender that are taken in within an hour; further ones wait. */
    @WithDefault("60")
    int hourlyPerSender();

    /** Mails that one replica reads or sends at the same time. */
    @WithDefault("6")
    int atOnce();
}
