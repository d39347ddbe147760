package dev.sapa.gateway.route;

import io.smallrye.config.ConfigMapping;

/** Where the simulator is the first page. */
@ConfigMapping(prefix = "sapa.simulator")
interface SalesforceSettings {

    /** A port that leads here beside the usual one; who asks for its {@code /} gets the simulator. */
    int port();
}
