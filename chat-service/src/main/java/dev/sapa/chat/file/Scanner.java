package dev.sapa.chat.file;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Looks for malware in files while they are uploaded. */
interface Scanner {

    /** One file under examination. Every step fails with a problem when the scanner cannot be reached. */
    interface Scan {

        Uni<Void> add(Buffer piece);

        /** Whether nothing was found in all of it. */
        Uni<Boolean> isClean();

        /** Ends it without a verdict. */
        void abandon();
    }

    Uni<Scan> begin();
}
