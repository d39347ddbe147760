package dev.sapa.chat.file;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Removes the content of a conversation's files, wherever it is kept; their rows are the caller's to remove afterwards. */
@ApplicationScoped
public class FileErasure {

    private final FileStore files;
    private final Depots depots;
    private final EventTransactions transactions;

    FileErasure(FileStore files, Depots depots, EventTransactions transactions) {
        this.files = files;
        this.depots = depots;
        this.transactions = transactions;
    }

    /** Doing it again does no harm. */
    public Uni<Void> discard(UUID company, UUID conversation) {
        return transactions
                .readInConnection(Scope.of(company), connection -> files.allOf(connection, conversation))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(file ->
                        Uni.createFrom().deferred(() -> depots.of(file.store()).discard(file.companyId(), file.id())))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
