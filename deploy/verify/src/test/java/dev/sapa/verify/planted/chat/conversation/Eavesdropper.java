package dev.sapa.verify.planted.chat.conversation;

import org.apache.kafka.clients.consumer.Consumer;

/** Reads Kafka beside the relay. */
record Eavesdropper(Consumer<String, byte[]> consumer) {}
