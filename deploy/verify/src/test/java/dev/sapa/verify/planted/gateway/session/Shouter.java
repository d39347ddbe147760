package dev.sapa.verify.planted.gateway.session;

import org.apache.kafka.clients.producer.Producer;

/** Publishes beside the outbox. */
record Shouter(Producer<String, byte[]> producer) {}
