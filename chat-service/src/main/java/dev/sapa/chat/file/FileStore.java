package dev.sapa.chat.file;

import dev.sapa.events.MessagePosted.Author;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of files, on the plain client; their content is a {@link Depot}'s. */
@ApplicationScoped
class FileStore {

    private static final String COLUMNS = "id, company_id, conversation_id, name, content_type, picture, size, store, "
            + "capability, author, author_id, created_at";

    private static final String BEGIN = "insert into stored_file (" + COLUMNS + """
            ) values ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10, $11)
            """;
    private static final String COMPLETE =
            "update stored_file set size = $2, completed_at = $3 where id = $1 and completed_at is null";
    private static final String FIND =
            "select " + COLUMNS + " from stored_file where id = $1 and completed_at is not null";
    private static final String OF_CONVERSATION = "select " + COLUMNS
            + " from stored_file where conversation_id = $1 and id = any ($2) and completed_at is not null";
    private static final String LEFTOVERS = "select " + COLUMNS
            + " from stored_file where completed_at is null and created_at < $1 order by created_at limit $2";

    Uni<Void> begin(SqlConnection connection, StoredFile file) {
        return connection
                .preparedQuery(BEGIN)
                .execute(Tuple.tuple()
                        .addValue(file.id())
                        .addValue(file.companyId())
                        .addValue(file.conversationId())
                        .addValue(file.name())
                        .addValue(file.contentType())
                        .addValue(file.picture())
                        .addValue(file.store().word())
                        .addValue(file.capability())
                        .addValue(file.author().toString())
                        .addValue(file.authorId())
                        .addValue(time(file.createdAt())))
                .replaceWithVoid();
    }

    /** Makes the file visible. The item is false when it had been taken for a leftover and is gone. */
    Uni<Boolean> complete(SqlConnection connection, UUID id, long size, Instant now) {
        return connection
                .preparedQuery(COMPLETE)
                .execute(Tuple.of(id, size, time(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The item is null when there is no such file, or not all of it yet. */
    Uni<@Nullable StoredFile> find(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(FileStore::files)
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** Those of the files that belong to the conversation. */
    Uni<List<StoredFile>> ofConversation(SqlConnection connection, UUID conversation, Collection<UUID> ids) {
        return connection
                .preparedQuery(OF_CONVERSATION)
                .execute(Tuple.of(conversation, ids.toArray(UUID[]::new)))
                .map(FileStore::files);
    }

    /** Bytes that the company's people and visitors have uploaded in the last 24 hours, as far as they are still there. */
    Uni<Long> uploadedInADay(SqlConnection connection, UUID company) {
        return connection.preparedQuery("""
                        select coalesce(sum(size), 0)::bigint from stored_file
                        where company_id = $1 and completed_at > now() - interval '1 day'
                        """).execute(Tuple.of(company)).map(rows -> rows.iterator()
                .next()
                .getLong(0));
    }

    /** Every file of the conversation, finished or not. */
    Uni<List<StoredFile>> allOf(SqlConnection connection, UUID conversation) {
        return connection
                .preparedQuery("select " + COLUMNS + " from stored_file where conversation_id = $1")
                .execute(Tuple.of(conversation))
                .map(FileStore::files);
    }

    /** Uploads that were begun before and never finished, the oldest first. */
    Uni<List<StoredFile>> leftovers(SqlConnection connection, Instant before, int atMost) {
        return connection
                .preparedQuery(LEFTOVERS)
                .execute(Tuple.of(time(before), (long) atMost))
                .map(FileStore::files);
    }

    /** Forgets an upload that was not finished. */
    Uni<Void> forget(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery("delete from stored_file where id = $1 and completed_at is null")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    private static List<StoredFile> files(RowSet<Row> rows) {
        var files = new ArrayList<StoredFile>(rows.size());
        rows.forEach(row -> files.add(file(row)));
        return files;
    }

    private static StoredFile file(Row row) {
        return new StoredFile(
                row.getUUID("id"),
                row.getUUID("company_id"),
                row.getUUID("conversation_id"),
                row.getString("name"),
                row.getString("content_type"),
                row.getBoolean("picture"),
                row.getLong("size"),
                FileSettings.Store.of(row.getString("store")),
                row.getString("capability"),
                Author.valueOf(row.getString("author").toUpperCase(Locale.ROOT)),
                row.getUUID("author_id"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
