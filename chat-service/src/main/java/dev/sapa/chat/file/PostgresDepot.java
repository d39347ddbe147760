package dev.sapa.chat.file;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Content in rows of the service's own database, one for each piece, each in a transaction of its own: a slow client
 * holds no connection.
 */
final class PostgresDepot implements Depot {

    private static final String ADD =
            "insert into file_chunk (file_id, ordinal, company_id, content) values ($1, $2, $3, $4)";
    private static final String READ = "select content from file_chunk where file_id = $1 and ordinal = $2";
    private static final String DISCARD = "delete from file_chunk where file_id = $1";

    private final EventTransactions transactions;

    PostgresDepot(EventTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Deposit begin(UUID company, UUID file, String contentType) {
        return new Chunks(company, file);
    }

    @Override
    public Multi<Buffer> read(UUID company, UUID file) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicInteger::new, ordinal -> chunk(company, file, ordinal.getAndIncrement()))
                .whilst(chunk -> chunk.length() > 0)
                .filter(chunk -> chunk.length() > 0);
    }

    @Override
    public Multi<Buffer> read(UUID company, UUID file, Span span) {
        int from = Math.toIntExact(span.first() / Upload.PIECE);
        int to = Math.toIntExact(span.last() / Upload.PIECE);
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicInteger(from), next -> {
                    var ordinal = next.getAndIncrement();
                    return chunk(company, file, ordinal).map(chunk -> cut(chunk, ordinal, span));
                })
                .atMost(to - from + 1L);
    }

    /** The span's part of a chunk. */
    private static Buffer cut(Buffer chunk, int ordinal, Span span) {
        long begin = (long) ordinal * Upload.PIECE;
        int start = (int) Math.max(0, span.first() - begin);
        int end = (int) Math.min(Upload.PIECE, span.last() + 1 - begin);
        if (end > chunk.length()) {
            throw FileProblem.storeUnavailable();
        }
        return chunk.getBuffer(start, end);
    }

    @Override
    public Uni<Void> discard(UUID company, UUID file) {
        return transactions.readInConnection(Scope.of(company), connection -> connection
                .preparedQuery(DISCARD)
                .execute(Tuple.of(file))
                .replaceWithVoid());
    }

    /** Empty beyond the last one. */
    private Uni<Buffer> chunk(UUID company, UUID file, int ordinal) {
        return transactions.readInConnection(Scope.of(company), connection -> connection
                .preparedQuery(READ)
                .execute(Tuple.of(file, ordinal))
                .map(rows -> rows.size() == 0
                        ? Buffer.buffer()
                        : (Buffer) rows.iterator().next().getValue(0)));
    }

    private final class Chunks implements Deposit {

        private final UUID company;
        private final UUID file;
        private int next;

        private Chunks(UUID company, UUID file) {
            this.company = company;
            this.file = file;
        }

        @Override
        public Uni<Void> add(Buffer piece) {
            var ordinal = next++;
            return transactions.readInConnection(Scope.of(company), connection -> write(connection, ordinal, piece));
        }

        private Uni<@Nullable Void> write(SqlConnection connection, int ordinal, Buffer piece) {
            return connection
                    .preparedQuery(ADD)
                    .execute(Tuple.of(file, ordinal, company, piece))
                    .replaceWithVoid();
        }

        @Override
        public Uni<Void> close() {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> abandon() {
            return discard(company, file);
        }
    }
}
