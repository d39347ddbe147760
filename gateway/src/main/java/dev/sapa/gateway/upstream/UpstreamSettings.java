package dev.sapa.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where the services are and how long the gateway waits for them. */
@ConfigMapping(prefix = "sapa.upstream")
interface UpstreamSettings {

    /** Base URLs of the replicas of auth-service. */
    List<URI> authUrl();

    /** Base URLs of the replicas of chat-service. */
    List<URI> chatUrl();

    /** Base URLs of the replicas of routing-service. */
    List<URI> routingUrl();

    /** Base URLs of the replicas of analytics-service. */
    List<URI> analyticsUrl();

    /** Base URLs of the replicas of salesforce-bridge. */
    List<URI> salesforceUrl();

    /** How long a TCP connection may take before the next replica is tried. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** How long an answer may take; a call may ask for another time. */
    @WithDefault("5s")
    Duration timeout();

    /** Open connections to one replica at most. */
    @WithDefault("64")
    int connections();

    /** Open connections to one replica for answers that may never end, at most. */
    @WithDefault("2000")
    int streams();

    /** Calls that may wait for a connection to one replica; more are refused with 503. */
    @WithDefault("2000")
    int waiting();

    /** Requests with messages for chat-service of which none has been answered yet; meanwhile further ones gather. */
    @WithDefault("2")
    int batchesAtOnce();

    /** What is gathered in one such request, in bytes; the service takes 256 KB. */
    @WithDefault("131072")
    int batchBytes();

    /** Requests for conversations that sockets join, under way at a time; meanwhile further ones gather. */
    @WithDefault("4")
    int viewsAtOnce();

    /** Conversations in one such request; the service takes 500, and as many bytes as of messages. */
    @WithDefault("100")
    int viewsTogether();

    /** Joins that may wait for their turn; more are refused with 503. */
    @WithDefault("20000")
    int viewsWaiting();

    /** How long a replica that refused a connection is tried last. */
    @WithDefault("1s")
    Duration avoid();
}
