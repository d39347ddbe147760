package dev.sapa.auth.company;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** How much every company may use that has no limit of its own. */
@ConfigMapping(prefix = "sapa.company-limit")
interface LimitSettings {

    /** Staff users that may sign in; any number by default. */
    OptionalInt seats();
}
