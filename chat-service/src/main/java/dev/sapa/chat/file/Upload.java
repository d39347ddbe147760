package dev.sapa.chat.file;

import dev.sapa.chat.conversation.Speaker;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One upload under way: what comes goes on to the scanner and the depot in pieces, so that no more than one piece is held.
 * The first piece decides whether the file is taken at all. Used one step at a time.
 */
final class Upload {

    /** Bytes of all pieces but the last. What is stored relies on it. */
    static final int PIECE = 256 * 1024;

    private static final Logger LOG = Logger.getLogger(Upload.class);

    private final UUID id;
    private final UUID conversation;
    private final Speaker author;
    private final Form form;
    private final Desk desk;
    private Buffer waiting = Buffer.buffer();
    private long size;
    private long sizeAtMost;
    private @Nullable StoredFile file;
    private Depot.@Nullable Deposit deposit;
    private Scanner.@Nullable Scan scan;

    /** Around the content, on its way in. */
    interface Form {

        /** What of the file the next bytes hold; fails with a problem when they are not well-formed. */
        Buffer feed(Buffer body);

        /** Fails with a problem when more was to come. */
        void end();

        boolean hasFile();

        /** As the client gave it; empty when it gave none. */
        String fileName();
    }

    /** What every upload works with. */
    record Desk(
            EventTransactions transactions,
            FileStore files,
            Depots depots,
            Scanner scanner,
            FileSettings settings,
            Clock clock) {}

    Upload(UUID id, UUID conversation, Speaker author, Form form, Desk desk) {
        this.id = id;
        this.conversation = conversation;
        this.author = author;
        this.form = form;
        this.desk = desk;
        this.sizeAtMost = desk.settings().documentAtMost().asLongValue();
    }

    /** Takes the next bytes of the body. The item comes when the next may follow. */
    Uni<Void> take(Buffer body) {
        var content = form.feed(body);
        size += content.length();
        requireSmallEnough();
        waiting.appendBuffer(content);
        return waiting.length() < PIECE ? Uni.createFrom().voidItem() : pass(fullPieces());
    }

    /** After the body's end: the file as it is visible from now on. */
    Uni<StoredFile> finish() {
        form.end();
        if (!form.hasFile()) {
            throw FileProblem.missing();
        }
        if (size == 0) {
            throw FileProblem.empty();
        }
        var rest = waiting;
        waiting = Buffer.buffer();
        return (rest.length() == 0 ? Uni.createFrom().voidItem() : pass(List.of(rest)))
                .chain(this::requireClean)
                .chain(() -> Objects.requireNonNull(deposit).close())
                .chain(this::complete);
    }

    /** Leaves nothing of it behind; what cannot be removed now is swept later. Never fails. */
    Uni<Void> abandon() {
        if (scan != null) {
            scan.abandon();
        }
        var begun = file;
        if (begun == null) {
            return Uni.createFrom().voidItem();
        }
        return (deposit == null ? Uni.createFrom().voidItem() : deposit.abandon())
                .chain(() -> desk.transactions()
                        .readInConnection(Scope.of(begun.companyId()), connection -> desk.files()
                                .forget(connection, begun.id())))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("The remains of upload %s are left for later: %s", id, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private List<Buffer> fullPieces() {
        var pieces = new ArrayList<Buffer>();
        int at = 0;
        for (; waiting.length() - at >= PIECE; at += PIECE) {
            pieces.add(waiting.getBuffer(at, at + PIECE));
        }
        waiting = waiting.getBuffer(at, waiting.length());
        return pieces;
    }

    private Uni<Void> pass(List<Buffer> pieces) {
        Uni<Void> passed =
                file == null ? begin(pieces.get(0)) : Uni.createFrom().voidItem();
        for (var piece : pieces) {
            passed = passed.chain(() -> pass(piece));
        }
        return passed;
    }

    private Uni<Void> pass(Buffer piece) {
        return Uni.combine()
                .all()
                .unis(
                        Objects.requireNonNull(scan).add(piece),
                        Objects.requireNonNull(deposit).add(piece))
                .discardItems();
    }

    private Uni<Void> begin(Buffer head) {
        var type = FileType.of(head.getBytes(), form.fileName());
        if (type == null) {
            throw FileProblem.typeRefused();
        }
        if (type.isPicture()) {
            sizeAtMost = desk.settings().pictureAtMost().asLongValue();
            requireSmallEnough();
        }
        var begun = new StoredFile(
                id,
                author.companyId(),
                conversation,
                FileName.harmless(form.fileName(), type),
                type.contentType(),
                type.isPicture(),
                0,
                desk.depots().current(),
                StoredFile.newCapability(),
                author.author(),
                author.id(),
                desk.clock().instant());
        return desk.scanner()
                .begin()
                .invoke(started -> scan = started)
                .chain(() -> desk.transactions()
                        .readInConnection(Scope.of(begun.companyId()), connection -> desk.files()
                                .begin(connection, begun)))
                .invoke(() -> {
                    file = begun;
                    deposit = desk.depots().of(begun.store()).begin(begun.companyId(), id, begun.contentType());
                });
    }

    private Uni<Void> requireClean() {
        return Objects.requireNonNull(scan)
                .isClean()
                .invoke(clean -> {
                    if (!clean) {
                        throw FileProblem.infected();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<StoredFile> complete() {
        var whole = Objects.requireNonNull(file).sized(size);
        return desk.transactions()
                .readInConnection(Scope.of(whole.companyId()), connection -> desk.files()
                        .complete(connection, id, size, desk.clock().instant()))
                .map(visible -> {
                    if (!visible) {
                        throw FileProblem.tooSlow();
                    }
                    return whole;
                });
    }

    private void requireSmallEnough() {
        if (size > sizeAtMost) {
            throw FileProblem.tooLarge(sizeAtMost);
        }
    }
}
