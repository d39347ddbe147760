package dev.sapa.verify.planted.chat.conversation;

import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Publishes beside the outbox, by annotation. */
class Outbound {

    @Outgoing("events")
    String next() {
        return "";
    }
}
