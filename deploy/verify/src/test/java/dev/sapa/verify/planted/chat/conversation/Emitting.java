package dev.sapa.verify.planted.chat.conversation;

import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Publishes beside the outbox, by the framework. */
record Emitting(Emitter<String> emitter) {}
