package dev.sapa.routing.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an agent can carry unless somebody says otherwise. */
@ConfigMapping(prefix = "sapa.routing.agent")
interface AgentSettings {

    /** Conversations an agent has at once, from 0. */
    @WithDefault("5")
    int capacity();
}
