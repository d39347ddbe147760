package dev.sapa.chat.file;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.conversation.Speaker;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps and hands out files for other features, by the same rules as for everybody. */
@ApplicationScoped
public class FileKeeping {

    private final EventTransactions transactions;
    private final FileStore files;
    private final Depots depots;
    private final Upload.Desk desk;

    FileKeeping(
            EventTransactions transactions,
            FileStore files,
            Depots depots,
            Scanner scanner,
            FileSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.files = files;
        this.depots = depots;
        this.desk = new Upload.Desk(transactions, files, depots, scanner, settings, clock);
    }

    /**
     * A kept file.
     *
     * @param attachment as a message names it
     */
    public record Kept(Map<String, Object> attachment, boolean picture) {}

    /** A file and its content, which is fetched when it is asked for. */
    public record Held(UUID id, String name, String contentType, boolean picture, Supplier<Uni<Buffer>> content) {}

    /** Keeps what the visitor of the conversation sent; fails with a problem when it is nothing that we take. */
    public Uni<Kept> keep(UUID company, UUID conversation, String name, Multi<Buffer> content) {
        var visitor = new Speaker(Author.VISITOR, company, null, null);
        var upload = new Upload(UuidCreator.getTimeOrderedEpoch(), conversation, visitor, new Bare(name), desk);
        return content.onItem()
                .transformToUniAndConcatenate(upload::take)
                .collect()
                .last()
                .chain(upload::finish)
                .onFailure()
                .call(upload::abandon)
                .onCancellation()
                .call(upload::abandon)
                .map(FileKeeping::kept);
    }

    /** Those of the files that the conversation has. */
    public Uni<List<Held>> hold(UUID company, UUID conversation, List<UUID> ids) {
        return transactions
                .readInConnection(Scope.of(company), connection -> files.ofConversation(connection, conversation, ids))
                .map(found -> found.stream().map(this::held).toList());
    }

    /** The file that an attachment of a message names; null when it names none of ours. */
    public static @Nullable UUID idOf(Map<String, Object> attachment) {
        return Attachments.idOf(attachment);
    }

    private Held held(StoredFile file) {
        return new Held(file.id(), file.name(), file.contentType(), file.picture(), () -> depots.of(file.store())
                .read(file.companyId(), file.id())
                .collect()
                .in(Buffer::buffer, Buffer::appendBuffer));
    }

    private static Kept kept(StoredFile file) {
        var view = file.view();
        return new Kept(
                Map.of(
                        "id", view.id().toString(),
                        "url", view.url(),
                        "name", view.name(),
                        "content_type", view.contentType(),
                        "size", view.size()),
                file.picture());
    }

    /** Nothing around the content. */
    private record Bare(String fileName) implements Upload.Form {

        @Override
        public Buffer feed(Buffer body) {
            return body;
        }

        @Override
        public void end() {}

        @Override
        public boolean hasFile() {
            return true;
        }
    }
}
