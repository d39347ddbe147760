package dev.sapa.chat.file;

import dev.sapa.events.MessagePosted.Author;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of a conversation.
 *
 * @param size   bytes; 0 while it is being uploaded
 * @param secret {@value #SECRET_BYTES} random bytes; whoever shows them may read the content. They are the file's own, so
 *               that links in old messages outlive the rotation of signing keys
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
        byte[] secret,
        Author author,
        @Nullable UUID authorId,
        Instant createdAt) {

    static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The right to read it, in writing. */
    String capability() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** In constant time. */
    boolean isOpenedBy(String capability) {
        try {
            return MessageDigest.isEqual(secret, Base64.getUrlDecoder().decode(capability));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Where this service serves it. */
    String url() {
        return "/files/" + id + "/" + capability();
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
                secret,
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
