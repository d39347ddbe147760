package dev.sapa.gateway.peer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one socket may cost. */
@ConfigMapping(prefix = "sapa.peer")
public interface PeerSettings {

    /** Time between heartbeat frames to a client. */
    @WithDefault("20s")
    Duration heartbeat();

    /** A client that sent nothing, not even a pong, for this long is taken for gone. */
    @WithDefault("60s")
    Duration silence();

    /** Largest frame that is read, in bytes; a larger one gets an error frame. */
    @WithDefault("65536")
    int frameBytes();

    /** Frames of one socket that may wait to be processed. */
    @WithDefault("256")
    int pendingFrames();

    /** Frames of one socket, about as many conversations, that may be under way. */
    @WithDefault("16")
    int framesAtOnce();

    /** Bytes that may wait to be written to one socket; more closes it with 1013. */
    @WithDefault("262144")
    int outgoingBytes();

    /** How long a socket may accept nothing while something waits to be written; longer closes it with 1013. */
    @WithDefault("10s")
    Duration outgoingAge();

    /** Frames that one socket may send at once, and how many flow back in a second, of any kind. */
    @WithDefault("600")
    int frameBurst();

    @WithDefault("200")
    int framesPerSecond();

    /** How long before a staff token expires its socket is warned. */
    @WithDefault("60s")
    Duration expiryWarning();

    /** How long typing counts without being repeated. */
    @WithDefault("8s")
    Duration typing();

    /** Conversations that one staff socket follows without having joined them. */
    @WithDefault("1000")
    int unaskedConversations();

    /**
     * The same of all staff sockets together, some 250 bytes each: where there are many, each follows fewer. Of what is no
     * longer followed a repeat is not recognised.
     */
    @WithDefault("200000")
    int unaskedFollowings();
}
