package dev.sapa.chat.file;

import dev.sapa.events.MessagePosted.Author;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of a conversation.
 *
 * @param size       bytes; 0 while it is being uploaded
 * @param capability {@value #SECRET_BYTES} random bytes in base64url; whoever shows it may read the content. It is the
 *                   file's own, so that links in old messages outlive the rotation of signing keys
 */
record StoredFile(
        UUID id,
        UUID companyId,
        UUID conversationId,
        String name,
        String contentType,
        boolean picture,
        long size,
        FileSettings.Store store,
        String capability,
        Author author,
        @Nullable UUID authorId,
        Instant createdAt) {

    static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static String newCapability() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** In constant time. */
    boolean isOpenedBy(String shown) {
        return MessageDigest.isEqual(
                capability.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** Where this service serves it. */
    String url() {
        return "/files/" + id + "/" + capability;
    }

    /** Names the content, which never changes, as {@code ETag} does. */
    String tag() {
        return '"' + id.toString() + '"';
    }

    StoredFile sized(long bytes) {
        return new StoredFile(
                id,
                companyId,
                conversationId,
                name,
                contentType,
                picture,
                bytes,
                store,
                capability,
                author,
                authorId,
                createdAt);
    }

    FileView view() {
        return new FileView(id, url(), name, contentType, size);
    }

    /** The capability must not reach a log. */
    @Override
    public String toString() {
        return "StoredFile " + id;
    }
}
