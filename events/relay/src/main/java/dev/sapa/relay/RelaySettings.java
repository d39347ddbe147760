package dev.sapa.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are published and consumed. */
@ConfigMapping(prefix = "sapa.relay")
interface RelaySettings {

    /** The topic this service publishes to; created where it is absent. */
    Optional<String> topic();

    /** Whether that topic keeps the newest event of each key for ever: for services whose events are mostly state. */
    @WithDefault("false")
    boolean compacted();

    /** Partitions of a topic that is created; the highest number of replicas that can share its consumption. */
    @WithDefault("12")
    int partitions();

    /** How long each event is kept. */
    @WithDefault("P7D")
    Duration retention();

    /** Topics this service consumes; none when it only publishes. */
    Optional<List<String>> topics();

    /** Consumer group of this service, for example {@code sapa-chat}; also names its dead-letter topic. */
    Optional<String> group();

    /** Whether this service consumes events at all; fixed when it is built. */
    @WithDefault("true")
    boolean consume();

    /** How often the sweeper looks for committed events that nobody handed to Kafka. */
    @WithDefault("500ms")
    Duration sweepInterval();

    /** Age from which an event still in the outbox counts as forgotten. */
    @WithDefault("2s")
    Duration sweepAfter();

    /** Committed events waiting in memory for Kafka; more than this are left to the sweeper. */
    @WithDefault("20000")
    int backlog();

    /**
     * How long a later version waits for the missing ones, while nothing else of its aggregate can be applied, before the owner's
     * word is taken. Nothing is lost on its way here; what is missing is late, at most as late as one replica of its sender finds
     * Kafka again after another.
     */
    @WithDefault("10s")
    Duration gapPatience();

    /** Events handled at the same time; those of one aggregate always follow each other. */
    @WithDefault("128")
    int concurrency();

    /** Events that came too early and wait, in memory, for the missing ones without keeping others from being handled. */
    @WithDefault("2000")
    int aside();

    /** How long an unversioned event is remembered: a day more than the topics keep their records. */
    @WithDefault("P8D")
    Duration remember();
}
