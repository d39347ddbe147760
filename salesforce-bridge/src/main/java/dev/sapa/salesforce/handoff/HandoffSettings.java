package dev.sapa.salesforce.handoff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the bridge works, and how long it waits for Salesforce. */
@ConfigMapping(prefix = "sapa.salesforce.handoff")
interface HandoffSettings {

    /** How often each replica looks for hand-offs without an owner and for what others left to do. */
    @WithDefault("500ms")
    Duration lookEvery();

    /** How long a replica that says nothing keeps a hand-off. */
    @WithDefault("10s")
    Duration lease();

    /** Hand-offs at most on one replica. */
    @WithDefault("2000")
    int most();

    /** How long Salesforce may take to accept a conversation before it waits here again. */
    @WithDefault("30s")
    Duration acceptWithin();

    /** How long Salesforce may take no message of a conversation that it has before it waits here again. */
    @WithDefault("5m")
    Duration outageWithin();

    /** The pause before the first retry; each further one is twice as long. */
    @WithDefault("500ms")
    Duration firstPause();

    /** The longest pause between retries. */
    @WithDefault("15s")
    Duration longestPause();

    /** Messages of one conversation that Salesforce is given in a minute; it takes 22. */
    @WithDefault("20")
    int messagesPerMinute();

    /** Size of a file from there that is still brought here. */
    @WithDefault("20971520")
    int fileAtMost();

    /** How long ended hand-offs are kept. */
    @WithDefault("30d")
    Duration keep();

    /** Base of the addresses of files that Salesforce does not take itself. */
    @WithDefault("http://localhost:8080")
    String publicUrl();

    /** What a visitor is told whose conversation Salesforce does not take. */
    @WithDefault("Our colleagues cannot be reached just now. Another colleague will take care of you here.")
    String returnedText();
}
