package dev.sapa.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Cost and bounds of password hashing; the default cost is OWASP's minimum for Argon2id. */
@ConfigMapping(prefix = "sapa.password")
interface PasswordSettings {

    /** Memory of one hash in KiB. */
    @WithDefault("19456")
    int memory();

    /** Passes over that memory. */
    @WithDefault("2")
    int iterations();

    /** Lanes of one hash. */
    @WithDefault("1")
    int parallelism();

    /** Hashes computed at the same time; each keeps one core busy. */
    @WithDefault("2")
    int atOnce();

    /** Hashes that may wait for their turn; one more is refused with 503. */
    @WithDefault("200")
    int queue();

    /** Fewest characters of a new password. */
    @WithDefault("6")
    int shortest();
}
