package dev.sapa.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An agent declared another status, or its last connection came or went; carries the whole state.
 *
 * @param version counts every change of this agent's presence from 1, without gaps
 * @param live    whether an open socket or a recent heartbeat vouches for the agent
 */
public record AgentPresenceChanged(
        UUID staffId, UUID companyId, long version, Status declared, boolean live, Instant changedAt) {

    public static final String TYPE = "sapa.routing.agent-presence-changed.v1";

    public enum Status {
        ONLINE,
        BUSY,
        AWAY,
        OFFLINE;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
