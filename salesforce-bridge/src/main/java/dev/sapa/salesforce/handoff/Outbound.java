package dev.sapa.salesforce.handoff;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a visitor said, on its way to Salesforce.
 *
 * @param id        its id there
 * @param uncertain whether it was sent before and may be there
 */
record Outbound(UUID id, boolean uncertain, Content content) {

    /**
     * What is said.
     *
     * @param file what is sent; null for words alone
     */
    record Content(String text, @Nullable FileRef file) {}

    /** @param path at chat-service */
    record FileRef(String path, String name, String contentType, long size) {}
}
