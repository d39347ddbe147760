package dev.sapa.chat.provider;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One message to a customer, or a part of one.
 *
 * @param ourId     names message and part, the same at every attempt
 * @param text      the text, or the caption of the file; empty for none
 * @param template  null for none
 * @param subject   null where there are none
 * @param repliesTo the provider's id of what the customer said last; null for nothing
 * @param thread    provider ids of what was said lately, the oldest first
 * @param automatic whether a machine wrote it
 */
public record Outgoing(
        UUID conversation,
        String ourId,
        String address,
        String text,
        List<File> files,
        @Nullable Template template,
        @Nullable String author,
        @Nullable String subject,
        @Nullable String repliesTo,
        List<String> thread,
        boolean automatic) {

    /** A file of ours. */
    public record File(String name, String contentType, boolean picture, Supplier<Uni<Buffer>> content) {}

    /** A text that the provider has approved, by its name. */
    public record Template(String name, String language, List<String> parameters) {}
}
