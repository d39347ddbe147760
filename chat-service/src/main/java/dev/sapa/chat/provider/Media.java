package dev.sapa.chat.provider;

import org.jspecify.annotations.Nullable;

/**
 * Something beside text that a customer sent.
 *
 * @param reference by which the provider hands it out
 * @param content   the content itself in base64, where it came with the message
 */
public record Media(
        String reference, @Nullable String name, @Nullable String content) {}
