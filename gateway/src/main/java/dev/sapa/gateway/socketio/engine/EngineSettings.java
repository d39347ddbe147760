package dev.sapa.gateway.socketio.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What one Socket.IO client may cost, and which pages may be one. */
@ConfigMapping(prefix = "sapa.socketio")
public interface EngineSettings {

    /** Time between pings of the server. */
    @WithDefault("25s")
    Duration pingInterval();

    /** How long a ping may remain unanswered. */
    @WithDefault("20s")
    Duration pingTimeout();

    /** How long a client may take to change from polling to WebSocket. */
    @WithDefault("10s")
    Duration upgradeTimeout();

    /** How long a session may stay without having connected. */
    @WithDefault("45s")
    Duration connectTimeout();

    /** Largest request body and WebSocket message that is read, in bytes. */
    @WithDefault("131072")
    int maxPayload();

    /** Bytes that may wait to be taken by one client; more ends its session. */
    @WithDefault("262144")
    int outgoingBytes();

    /** Events of one client that may wait to be handled; more ends its session. */
    @WithDefault("256")
    int pendingEvents();

    /** Packets that a client may send in a second; more ends its session. */
    @WithDefault("200")
    int packetsPerSecond();

    /** How long an event is tried again while a service is away; after that its client is told. */
    @WithDefault("15s")
    Duration patience();

    /** Origins whose pages may connect; {@code *} for all. */
    List<String> origins();
}
