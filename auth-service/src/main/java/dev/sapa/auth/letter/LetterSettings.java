package dev.sapa.auth.letter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What may be mailed. */
@ConfigMapping(prefix = "sapa.letter")
interface LetterSettings {

    /** Mails that the admins of one company may have sent in 24 hours. */
    @WithDefault("200")
    int aDay();
}
