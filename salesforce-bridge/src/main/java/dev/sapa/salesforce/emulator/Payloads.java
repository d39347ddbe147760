package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The payloads of entries, in the vendor's words. */
final class Payloads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Payloads() {}

    /** A message in whatever form it was written. */
    static ObjectNode message(UUID id, ObjectNode content) {
        var payload = JSON.objectNode().put("entryType", "Message").put("id", id.toString());
        payload.set("abstractMessage", content);
        payload.putNull("messageReason");
        return payload;
    }

    static ObjectNode text(UUID id, String text) {
        var content = staticContent(id);
        content.putObject("staticContent").put("formatType", "Text").put("text", text);
        return message(id, content);
    }

    static ObjectNode attachments(UUID id, @Nullable String text, JsonNode attachments) {
        var content = staticContent(id);
        var files = content.putObject("staticContent").put("formatType", "Attachments");
        files.put("text", text);
        files.set("attachments", attachments);
        return message(id, content);
    }

    static ObjectNode attachment(String id, String name, String contentType, @Nullable String url) {
        var attachment = JSON.objectNode();
        attachment.put("id", id).put("name", name).put("mimeType", contentType).put("url", url);
        attachment.put("referenceId", id).putNull("attachmentUploadResult");
        return attachment;
    }

    /** What Salesforce makes of an address at the edge of a text. */
    static ObjectNode richLink(UUID id, String url) {
        var content = staticContent(id);
        var link =
                content.putObject("staticContent").put("formatType", "RichLink").putObject("linkItem");
        link.put("itemType", "LinkItem").put("url", url);
        link.putObject("titleItem").put("itemType", "TitleItem").put("title", url);
        return message(id, content);
    }

    static ObjectNode participant(UUID id, String operation, Party party) {
        var payload = JSON.objectNode().put("entryType", "ParticipantChanged").put("id", id.toString());
        var entry = payload.putArray("entries").addObject().put("operation", operation);
        entry.putNull("menuMetadata");
        entry.set("participant", party.json());
        entry.put("displayName", party.displayName());
        return payload;
    }

    /** @param failure {@code None} when it went well */
    static ObjectNode routing(UUID id, String record, String type, String failure) {
        var payload = JSON.objectNode()
                .put("entryType", "RoutingResult")
                .put("id", id.toString())
                .put("recordId", record)
                .put("routingType", type)
                .put("failureType", failure)
                .put("failureReason", failure.equals("None") ? "" : "No agent could be found");
        payload.putArray("errorMessages");
        payload.put("pendingServiceRoutingId", "0JR" + record.substring(3)).putNull("workOwnerId");
        payload.put("isExternallyRouted", false).putNull("cancelReason");
        payload.put("skipRouterCPRemovalIfNoRoutingFailures", false);
        payload.putObject("estimatedWaitTime").put("isEWTRequested", false).put("estimatedWaitTimeInSeconds", -1);
        payload.putObject("routingConfigurationDetails")
                .put("routingConfigurationType", "QueueRoutingType")
                .put("queueId", "00G" + record.substring(3));
        return payload;
    }

    static ObjectNode work(UUID id, String record, String work, String routing) {
        var payload = JSON.objectNode()
                .put("entryType", "RoutingWorkResult")
                .put("id", id.toString())
                .put("workType", work)
                .put("workId", "0Bz" + record.substring(3))
                .put("workTargetId", record)
                .put("queueId", "00G" + record.substring(3))
                .put("routingType", routing);
        payload.putArray("errorMessages");
        return payload;
    }

    /** @param endedBy null unless it ends */
    static ObjectNode session(
            UUID id, Session session, UUID channel, String before, String after, @Nullable String endedBy, long now) {
        return JSON.objectNode()
                .put("entryType", "SessionStatusChanged")
                .put("id", id.toString())
                .put("conversationIdentifier", session.conversationId().toString())
                .put("channelAddressIdentifier", channel.toString())
                .put("sessionId", session.recordId())
                .put("sessionStatusPrev", before)
                .put("sessionStatus", after)
                .put("sessionEndedByRole", endedBy)
                .put("sessionStartTime", session.startedAt().toEpochMilli())
                .put("sessionEndTime", endedBy == null ? 0 : now);
    }

    static ObjectNode typing(UUID id, boolean started, long now) {
        return JSON.objectNode()
                .put("entryType", started ? "TypingStartedIndicator" : "TypingStoppedIndicator")
                .put("id", id.toString())
                .put("timestamp", now);
    }

    /** @param kind {@code Delivery} or {@code Read} */
    static ObjectNode acknowledgement(UUID id, String kind, String acknowledged, Party by, long now) {
        var payload = JSON.objectNode()
                .put("entryType", kind + "Acknowledgement")
                .put("id", id.toString())
                .put("acknowledgedConversationEntryIdentifier", acknowledged)
                .put("acknowledgementTimestamp", now);
        payload.set("recipient", by.json());
        return payload;
    }

    static ObjectNode queuePosition(UUID id, String record, int position) {
        return JSON.objectNode()
                .put("entryType", "QueuePosition")
                .put("id", id.toString())
                .put("pendingServiceRoutingId", "0JR" + record.substring(3))
                .put("workItemId", record)
                .put("position", position);
    }

    static ObjectNode closed(UUID id, UUID conversation) {
        return JSON.objectNode()
                .put("entryType", "CloseConversation")
                .put("id", id.toString())
                .put("conversationIdentifier", conversation.toString());
    }

    private static ObjectNode staticContent(UUID id) {
        var content =
                JSON.objectNode().put("messageType", "StaticContentMessage").put("id", id.toString());
        content.putNull("inReplyToMessageId");
        content.putArray("references");
        return content;
    }
}
