package dev.sapa.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Whether mail can be sent; the server's other settings are those of the mailer itself. */
@ConfigMapping(prefix = "sapa.mail")
interface MailSettings {

    /** Name of the mail server ({@code SAPA_MAIL_HOST}); without it nothing is mailed. */
    Optional<String> host();

    /** How long the mail server may take to accept a mail. */
    @WithDefault("20s")
    Duration patience();
}
