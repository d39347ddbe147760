package dev.sapa.gateway.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are read, and what is done while they do not come. */
@ConfigMapping(prefix = "sapa.delivery")
interface DeliverySettings {

    /** Kafka bootstrap servers. */
    String kafka();

    /** How often the topics are looked at for new partitions. */
    @WithDefault("5s")
    Duration partitionCheck();

    /** No answer from Kafka for this long means that heads are compared with chat-service each {@link #quickHeads()}. */
    @WithDefault("1s")
    Duration silence();

    @WithDefault("1s")
    Duration quickHeads();

    /** How often heads are compared while Kafka is well, for what Kafka was never told. */
    @WithDefault("10s")
    Duration slowHeads();

    /** How often auth-service is asked which log-ins ended, while Kafka is silent. */
    @WithDefault("2s")
    Duration revocationPoll();

    /** Conversations in one question for heads. */
    @WithDefault("500")
    int headsBatch();

    /** Messages in one read of a missing range. */
    @WithDefault("200")
    int range();
}
