package dev.sapa.chat.email;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail, read.
 *
 * @param id         its own name, or one made of its content
 * @param from       the sender, in lower case
 * @param replyTo    where answers are wanted; the sender itself where it asks for nothing else
 * @param references names of mails that it belongs to, the closest first
 * @param loops      the addresses that have handled it automatically, as it says
 * @param automatic  whether a machine wrote it
 * @param receipt    null unless it tells how another mail fares
 */
record Mail(
        String id,
        String from,
        @Nullable String name,
        String replyTo,
        String subject,
        Instant sentAt,
        List<String> references,
        List<String> loops,
        boolean automatic,
        @Nullable Receipt receipt,
        String text,
        List<Piece> pieces) {

    /**
     * Something that came along.
     *
     * @param place where in the mail it is, the same at every reading
     */
    record Piece(int place, String name) {}

    /**
     * What became of another mail.
     *
     * @param original names under which that may be known
     * @param state    {@code delivered}, {@code read} or {@code failed}; null for none of these
     */
    record Receipt(
            List<String> original,
            @Nullable String state,
            @Nullable String reason) {}
}
