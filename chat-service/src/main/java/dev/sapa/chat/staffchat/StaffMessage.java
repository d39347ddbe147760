package dev.sapa.chat.staffchat;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that was said in a thread of staff.
 *
 * @param number dense integer of the installation
 * @param author {@code agent}, {@code overseer} or {@code auto}, the suite itself
 */
record StaffMessage(
        UUID id, long number, UUID staffId, String author, String authorName, String text, Instant postedAt) {

    static final String COLUMNS = "id, number, staff_id, author, author_name, body, posted_at";

    static StaffMessage of(Row row) {
        return new StaffMessage(
                row.getUUID("id"),
                row.getLong("number"),
                row.getUUID("staff_id"),
                row.getString("author"),
                row.getString("author_name"),
                row.getString("body"),
                row.getOffsetDateTime("posted_at").toInstant());
    }
}
