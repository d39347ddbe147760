package dev.sapa.verify.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what clients do and see while a run goes on. Any thread may call any method; what one receiver reports has
 * to be reported in order of arrival.
 */
public final class Recorder {

    private final Map<Key, Entry> sends = new LinkedHashMap<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final Map<String, Watch> watches = new LinkedHashMap<>();

    /** An attempt to send; the first one with this id begins the operation, later ones belong to it. */
    public synchronized void invoke(String client, String session, String clientMsgId, String text) {
        sends.computeIfAbsent(new Key(client, session, clientMsgId), ignored -> new Entry(text)).attempts++;
    }

    /** The send was acknowledged. Only the first answer counts: a client takes the message off its list then. */
    public synchronized void ok(String client, String session, String clientMsgId, long seq, String messageId) {
        end(client, session, clientMsgId, entry -> {
            entry.outcome = Send.Outcome.OK;
            entry.seq = seq;
            entry.messageId = messageId;
        });
    }

    /** The send was refused for good, with this code, and will not be repeated. */
    public synchronized void fail(String client, String session, String clientMsgId, String code) {
        end(client, session, clientMsgId, entry -> {
            entry.outcome = Send.Outcome.FAIL;
            entry.refusal = code;
        });
    }

    /** A message arrived at a receiver. */
    public synchronized void received(String receiver, String session, long seq, String messageId, String text) {
        receipts.add(new Receipt(receiver, session, seq, messageId, text, System.nanoTime()));
    }

    /** From here on, and to the end, the receiver must get all messages of the session behind {@code after}. */
    public synchronized void watching(String receiver, String session, long after) {
        watches.putIfAbsent(receiver + " " + session, new Watch(receiver, session, after));
    }

    /** Everything so far; what has no answer yet is {@link Send.Outcome#UNKNOWN}. */
    public synchronized Recording recording() {
        var inOrder = new ArrayList<Send>();
        sends.forEach((key, entry) -> inOrder.add(entry.toSend(key)));
        return new Recording(inOrder, receipts, List.copyOf(watches.values()));
    }

    private void end(String client, String session, String clientMsgId, Consumer<Entry> answer) {
        var key = new Key(client, session, clientMsgId);
        var entry = sends.get(key);
        if (entry == null) {
            throw new IllegalStateException("An answer to a send that never began: " + key);
        }
        if (entry.outcome == Send.Outcome.UNKNOWN) {
            answer.accept(entry);
            entry.endedAt = System.nanoTime();
        }
    }

    private record Key(String client, String session, String clientMsgId) {}

    private static final class Entry {
        private final String text;
        private final long invokedAt = System.nanoTime();
        private int attempts;
        private Send.Outcome outcome = Send.Outcome.UNKNOWN;
        private @Nullable String refusal;
        private long seq;
        private @Nullable String messageId;
        private long endedAt = Long.MAX_VALUE;

        private Entry(String text) {
            this.text = text;
        }

        private Send toSend(Key key) {
            return new Send(
                    key.client(),
                    key.session(),
                    key.clientMsgId(),
                    text,
                    attempts,
                    outcome,
                    refusal,
                    seq,
                    messageId,
                    invokedAt,
                    endedAt);
        }
    }
}
