package dev.sapa.chat.file;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** Keeps the content of files. */
interface Depot {

    /** Content on its way in; one step at a time, in order. */
    interface Deposit {

        /** Takes the next piece, {@value Upload#PIECE} bytes but for the last. The item comes when another may follow. */
        Uni<Void> add(Buffer piece);

        /** Makes the content readable as a whole. */
        Uni<Void> close();

        /** Leaves nothing behind; also after {@link #close()}. */
        Uni<Void> abandon();
    }

    Deposit begin(UUID company, UUID file, String contentType);

    /** The content in pieces, fetched as they are asked for. */
    Multi<Buffer> read(UUID company, UUID file);

    /** Those bytes of the content, which it has, in pieces. */
    Multi<Buffer> read(UUID company, UUID file, Span span);

    /** Removes whatever is there of the file. */
    Uni<Void> discard(UUID company, UUID file);
}
