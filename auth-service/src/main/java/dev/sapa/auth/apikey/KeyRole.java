package dev.sapa.auth.apikey;

import java.util.Locale;

/** As what a company's server calls. */
enum KeyRole {
    /** The back end of a portal: it speaks for the company's visitors. */
    PORTAL,
    /** A bot: it takes part in conversations, and is heard while it is the responder. */
    BOT;

    /** The name in tokens, answers and the table. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
