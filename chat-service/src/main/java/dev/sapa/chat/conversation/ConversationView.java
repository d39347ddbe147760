package dev.sapa.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one side sees it.
 *
 * @param number          dense integer of the installation, for clients that need one
 * @param status          {@code waiting}, {@code active} or {@code closed}
 * @param responder       who may speak for the company: {@code bot}, {@code agent} or {@code none}
 * @param agent           who it is assigned to, also after the close; null while it waits
 * @param assignmentEpoch the routing decision last applied; 0 before the first
 * @param version         counts every change, messages included, from 1
 * @param lastSeq         position of the newest message; 0 when there is none
 * @param unread          messages of the other side that the asking side has not read
 * @param tags            sorted by name; by name alone unless more was asked for
 * @param rating          1 (bad) to 5 (good); null while there is none
 * @param ipAddress       where the visitor came from; only staff see it
 * @param visitorOnline   whether the channel says that the visitor is there; only staff see it
 * @param desk            where it is answered: {@code sapa}, or by way of a bridge {@code salesforce}
 * @param deskAgent       the name of who answers it there; absent while nobody does
 * @param attributes      what is wished of who answers it, as a bot found out; only staff see it
 */
public record ConversationView(
        UUID id,
        long number,
        UUID companyId,
        VisitorView visitor,
        String channel,
        String topic,
        String priority,
        String status,
        String responder,
        @Nullable NamedView agent,
        @Nullable NamedView department,
        long assignmentEpoch,
        long version,
        long lastSeq,
        long unread,
        @Nullable MessageView lastMessage,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String closeReason,
        List<TagView> tags,
        @Nullable Integer rating,
        @Nullable String feedback,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ipAddress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean visitorOnline,
        String desk,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String deskAgent,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> attributes) {

    /** Somebody or something by name; null while auth-service has not yet told it. */
    public record NamedView(UUID id, @Nullable String name) {}

    /**
     * A tag on a conversation.
     *
     * @param color  as {@code #rrggbb}
     * @param preset whether the company offers it in advance
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TagView(
            @Nullable UUID id,
            String name,
            @Nullable String color,
            @Nullable Boolean preset) {

        static TagView named(String name) {
            return new TagView(null, name, null, null);
        }
    }

    /** The same with all that is known of its tags. */
    public ConversationView withTags(List<TagView> whole) {
        return new ConversationView(
                id,
                number,
                companyId,
                visitor,
                channel,
                topic,
                priority,
                status,
                responder,
                agent,
                department,
                assignmentEpoch,
                version,
                lastSeq,
                unread,
                lastMessage,
                startedAt,
                endedAt,
                closeReason,
                whole,
                rating,
                feedback,
                ipAddress,
                visitorOnline,
                desk,
                deskAgent,
                attributes);
    }

    /** The visitor with the contact details it gave last. */
    public record VisitorView(
            UUID id,
            long number,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String companyName,
            @Nullable String browserUuid,
            @Nullable String ossUserId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String address) {}
}
