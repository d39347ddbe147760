package dev.sapa.chat.conversation;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an opening visitor wants.
 *
 * @param responder who answers first: an agent, or the company's bot
 * @param department whose work it is from the start; null leaves that to routing
 * @param another whether it may stand beside other open conversations of the visitor on the channel
 */
public record Opening(
        String channel,
        String topic,
        Priority priority,
        boolean another,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        Responder responder,
        @Nullable UUID department) {

    public Opening(
            String channel,
            String topic,
            Priority priority,
            boolean another,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            Responder responder) {
        this(channel, topic, priority, another, ipAddress, userAgent, responder, null);
    }

    /** One that waits for an agent. */
    public Opening(
            String channel,
            String topic,
            Priority priority,
            boolean another,
            @Nullable String ipAddress,
            @Nullable String userAgent) {
        this(channel, topic, priority, another, ipAddress, userAgent, Responder.AGENT);
    }

    /** The same, with somebody else who answers first. */
    public Opening answeredBy(Responder first) {
        return new Opening(channel, topic, priority, another, ipAddress, userAgent, first, department);
    }

    /** The same, beside whatever else the visitor has open. */
    public Opening beside() {
        return new Opening(channel, topic, priority, true, ipAddress, userAgent, responder, department);
    }
}
