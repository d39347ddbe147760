package dev.sapa.verify.planted.chat.conversation;

/** A dialect's shape inside a service. */
record LivechatEnvelope() {}
