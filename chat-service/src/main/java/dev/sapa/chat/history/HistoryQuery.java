package dev.sapa.chat.history;

import dev.sapa.chat.conversation.Cursor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a visitor's history, newest first.
 *
 * @param only  the one conversation of it that the caller may see; null for all
 * @param after where the part before ended; null to count {@code offset} from the beginning
 */
record HistoryQuery(
        UUID visitor, @Nullable UUID only, @Nullable Cursor after, int limit, int offset) {}
