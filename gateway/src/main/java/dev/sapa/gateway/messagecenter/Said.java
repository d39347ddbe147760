package dev.sapa.gateway.messagecenter;

/** An answer that is a sentence. */
public record Said(String message) {}
