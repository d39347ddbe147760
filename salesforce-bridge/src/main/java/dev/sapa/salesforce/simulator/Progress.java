package dev.sapa.salesforce.simulator;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one browser has come.
 *
 * @param lastEventId    where its events begin, as the token's answer said
 * @param channelAddress of the deployment, as the token's or the conversation's answer said
 * @param subject        whom the token stands for; null when the answer did not say
 */
record Progress(
        @Nullable String accessToken,
        @Nullable String lastEventId,
        @Nullable UUID conversationId,
        @Nullable String channelAddress,
        @Nullable String subject) {

    static final Progress NONE = new Progress(null, null, null, null, null);

    /** @throws SimulatorFailure when there is none yet */
    String token() {
        if (accessToken == null) {
            throw SimulatorFailure.refused(SimulatorFailure.NO_TOKEN);
        }
        return accessToken;
    }

    /** @throws SimulatorFailure when there is none, or no token to use it with */
    UUID conversation() {
        token();
        if (conversationId == null) {
            throw SimulatorFailure.refused(SimulatorFailure.NO_CONVERSATION);
        }
        return conversationId;
    }

    /** With a new token; the conversation stays if it belongs to the same end user. */
    Progress withToken(String token, @Nullable String eventId, @Nullable String channel, @Nullable String owner) {
        var sameOwner = owner != null && owner.equals(subject);
        return new Progress(token, eventId, sameOwner ? conversationId : null, channel, owner);
    }

    Progress withConversation(UUID conversation, @Nullable String channel) {
        return new Progress(
                accessToken, lastEventId, conversation, channel == null ? channelAddress : channel, subject);
    }

    Progress withoutConversation() {
        return new Progress(accessToken, lastEventId, null, channelAddress, subject);
    }

    static Progress of(Row row) {
        return new Progress(
                row.getString("access_token"),
                row.getString("last_event_id"),
                row.getUUID("conversation_id"),
                row.getString("channel_address"),
                row.getString("subject"));
    }
}
