package dev.sapa.salesforce.signal;

import java.util.UUID;

/** A visitor began to type, or stopped. */
public record VisitorTyping(UUID conversation, boolean typing) {}
