package dev.sapa.chat.intake;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.visitor.Introduction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads from a start who the visitor is, and how much of that is proven. */
final class Introductions {

    private Introductions() {}

    static Introduction of(Caller caller, StartConversationRequest request) {
        var visitor = request.visitor() == null ? StartConversationRequest.VisitorPart.SILENT : request.visitor();
        return new Introduction(
                proven(caller),
                caller instanceof Caller.CompanyUser user ? user.userId() : null,
                visitor.browserUuid(),
                visitor.ossUserId(),
                visitor.email(),
                visitor.phone(),
                visitor.name(),
                visitor.companyName(),
                !(caller instanceof Caller.Anonymous));
    }

    private static @Nullable UUID proven(Caller caller) {
        return caller instanceof Caller.Visitor visitor ? visitor.capability().visitorId() : null;
    }
}
