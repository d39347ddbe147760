package dev.sapa.gateway.livechat.visitor;

import dev.sapa.gateway.livechat.NativeObject;
import java.util.List;

/** A visitor's sessions, newest first: the same in {@code data} and beside it. */
record HistoryAnswer(
        boolean success, String message, Data data, List<HistoryItem> sessions, long total, int limit, int offset) {

    /** @param total of this visitor's sessions, not only of those listed */
    record Data(List<HistoryItem> sessions, long total, int limit, int offset) {}

    static HistoryAnswer of(NativeObject page, int limit, int offset) {
        var sessions = page.objects("items").stream().map(HistoryItem::of).toList();
        var data = new Data(sessions, page.number("total"), limit, offset);
        return new HistoryAnswer(
                true,
                "Chat history retrieved successfully",
                data,
                data.sessions(),
                data.total(),
                data.limit(),
                data.offset());
    }
}
