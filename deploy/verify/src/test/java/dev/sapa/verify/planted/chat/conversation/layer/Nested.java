package dev.sapa.verify.planted.chat.conversation.layer;

/** A layer below a feature. */
record Nested() {}
