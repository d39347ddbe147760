package dev.sapa.chat.link;

import java.util.UUID;

/**
 * Who the visitor is now.
 *
 * @param merged        whether the account had a visitor of its own, whose history is part of this one's now
 * @param alreadyLinked whether all this had been so before
 */
record LinkView(VisitorPart visitor, boolean merged, boolean alreadyLinked) {

    record VisitorPart(UUID id, String browserUuid, String ossUserId) {}
}
