package dev.sapa.chat.conversation;

import dev.sapa.events.Conversation.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What an opening visitor wants.
 *
 * @param another whether it may stand beside other open conversations of the visitor on the channel
 */
public record Opening(
        String channel,
        String topic,
        Priority priority,
        boolean another,
        @Nullable String ipAddress,
        @Nullable String userAgent) {

    /** The same, beside whatever else the visitor has open. */
    public Opening beside() {
        return new Opening(channel, topic, priority, true, ipAddress, userAgent);
    }
}
