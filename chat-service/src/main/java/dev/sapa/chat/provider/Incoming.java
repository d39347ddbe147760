package dev.sapa.chat.provider;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer sent, in words of ours.
 *
 * @param providerId by which a repeat is known
 * @param address    the customer's own at the provider
 * @param sentAt     by the provider's clock
 * @param system     whether it is no text of the customer's but a line about what it did
 * @param edits      the provider's id of the message whose text this is from now on; null for a new one
 * @param subject    null where there are none
 * @param references provider ids of messages that it belongs to, the closest first
 * @param automatic  whether a machine wrote it, which must begin nothing and get no automatic answer
 */
public record Incoming(
        String providerId,
        String address,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String email,
        Instant sentAt,
        String text,
        boolean system,
        @Nullable String edits,
        @Nullable String subject,
        List<String> references,
        List<Media> media,
        boolean automatic) {

    public Incoming {
        references = references == null ? List.of() : List.copyOf(references);
        media = media == null ? List.of() : List.copyOf(media);
    }

    /** What a person wrote. */
    public Incoming(
            String providerId,
            String address,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            Instant sentAt,
            String text,
            boolean system,
            @Nullable String edits,
            @Nullable String subject,
            List<String> references,
            List<Media> media) {
        this(providerId, address, name, phone, email, sentAt, text, system, edits, subject, references, media, false);
    }
}
