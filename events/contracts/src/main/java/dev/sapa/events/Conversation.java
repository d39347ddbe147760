package dev.sapa.events;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is at one version; every event of a conversation carries it, so that a consumer never needs
 * an earlier event to understand a later one.
 *
 * @param number          dense integer of the installation, for clients that need one
 * @param agentId         the staff user it is assigned to; null while it waits
 * @param departmentId    the department it belongs to; null when nothing decided one yet
 * @param assignmentEpoch the routing epoch last applied; 0 before the first assignment
 * @param lastSeq         the position of its newest message; 0 when it has none
 * @param routable        false for conversations that routing must leave alone (demo data nobody has touched)
 * @param tags            names of its tags, sorted
 * @param rating          how the visitor rated it, 1 (bad) to 5 (good); null while it has not
 * @param desk            where it is answered
 * @param attributes      what is wished of who answers it, by name: {@code language}, {@code skill} (several, with commas);
 *                        other names may come
 */
public record Conversation(
        UUID id,
        long number,
        UUID companyId,
        UUID visitorId,
        String channel,
        String topic,
        Priority priority,
        Status status,
        Responder responder,
        @Nullable UUID agentId,
        @Nullable UUID departmentId,
        long assignmentEpoch,
        long lastSeq,
        boolean routable,
        List<String> tags,
        @Nullable Integer rating,
        Desk desk,
        Map<String, String> attributes) {

    /** Records of before tags and attributes have none, those of before desks were answered here. */
    public Conversation {
        tags = tags == null ? List.of() : List.copyOf(tags);
        desk = Desk.orOurs(desk);
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    /** One of which nothing is wished. */
    public Conversation(
            UUID id,
            long number,
            UUID companyId,
            UUID visitorId,
            String channel,
            String topic,
            Priority priority,
            Status status,
            Responder responder,
            @Nullable UUID agentId,
            @Nullable UUID departmentId,
            long assignmentEpoch,
            long lastSeq,
            boolean routable,
            List<String> tags,
            @Nullable Integer rating,
            Desk desk) {
        this(
                id,
                number,
                companyId,
                visitorId,
                channel,
                topic,
                priority,
                status,
                responder,
                agentId,
                departmentId,
                assignmentEpoch,
                lastSeq,
                routable,
                tags,
                rating,
                desk,
                Map.of());
    }

    /** One that is answered here. */
    public Conversation(
            UUID id,
            long number,
            UUID companyId,
            UUID visitorId,
            String channel,
            String topic,
            Priority priority,
            Status status,
            Responder responder,
            @Nullable UUID agentId,
            @Nullable UUID departmentId,
            long assignmentEpoch,
            long lastSeq,
            boolean routable,
            List<String> tags,
            @Nullable Integer rating) {
        this(
                id,
                number,
                companyId,
                visitorId,
                channel,
                topic,
                priority,
                status,
                responder,
                agentId,
                departmentId,
                assignmentEpoch,
                lastSeq,
                routable,
                tags,
                rating,
                Desk.SAPA);
    }

    public enum Status {
        WAITING,
        ACTIVE,
        CLOSED;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }

    /** Who may speak for the company now; {@code none} is a paused conversation. */
    public enum Responder {
        BOT,
        AGENT,
        NONE;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }

    /** How urgent the visitor's case is; decides how far it may overtake others (minutes 0, 0, 5, 15). */
    public enum Priority {
        LOW,
        NORMAL,
        HIGH,
        URGENT;

        @Override
        public String toString() {
            return Wire.name(this);
        }
    }
}
