package dev.sapa.salesforce.emulator;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where something happens. */
record Place(
        String orgId,
        String subject,
        UUID channel,
        UUID companyId,
        UUID conversationId,
        @Nullable UUID sessionId) {

    static Place of(Session session) {
        return new Place(
                session.orgId(),
                session.subject(),
                session.channel(),
                session.companyId(),
                session.conversationId(),
                session.id());
    }
}
