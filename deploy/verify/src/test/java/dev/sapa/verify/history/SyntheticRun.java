package dev.sapa.verify.history;

import java.util.ArrayList;
import java.util.List;

/**
 * A sound run to plant faults in: one conversation whose place 1 is a system message and whose places 2 to 9 a visitor
 * (even) and an agent (odd) sent in turn, with both of them watching from the start.
 */
final class SyntheticRun {

    final List<Receipt> receipts;
    final List<StoredMessage> database = new ArrayList<>();
    final List<StoredMessage> told = new ArrayList<>();
    private final List<Send> sends;
    private final List<Watch> watches;

    SyntheticRun() {
        var recorder = new Recorder();
        recorder.watching("visitor", "s1", 0);
        recorder.watching("agent", "s1", 0);
        for (var seq = 1; seq <= 9; seq++) {
            if (seq > 1) {
                recorder.invoke(sender(seq), "s1", "c" + seq, "text " + seq);
                recorder.ok(sender(seq), "s1", "c" + seq, seq, "m" + seq);
            }
            recorder.received("visitor", "s1", seq, "m" + seq, "text " + seq);
            recorder.received("agent", "s1", seq, "m" + seq, "text " + seq);
            var stored = new StoredMessage("s1", seq, "m" + seq, seq > 1 ? "c" + seq : null, "text " + seq);
            database.add(stored);
            told.add(stored);
        }
        var recording = recorder.recording();
        sends = new ArrayList<>(recording.sends());
        receipts = new ArrayList<>(recording.receipts());
        watches = recording.watches();
    }

    Verdict verdict() {
        return Checker.check(new Recording(sends, receipts, watches), database, told);
    }

    void drop(long seq) {
        database.removeIf(message -> message.seq() == seq);
        told.removeIf(message -> message.seq() == seq);
    }

    void store(long seq, String messageId, String clientMsgId, String text) {
        var message = new StoredMessage("s1", seq, messageId, clientMsgId, text);
        database.add(message);
        told.add(message);
    }

    void storeAgain(int seq) {
        store(10, "m10", "c" + seq, "text " + seq);
    }

    void placeAt(int seq, int place) {
        replace(seq, new StoredMessage("s1", place, "m" + seq, "c" + seq, "text " + seq));
    }

    void changeText(int seq) {
        replace(seq, new StoredMessage("s1", seq, "m" + seq, "c" + seq, "something else"));
    }

    void swapStored(int one, int other) {
        replace(one, new StoredMessage("s1", one, "m" + other, "c" + other, "text " + other));
        replace(other, new StoredMessage("s1", other, "m" + one, "c" + one, "text " + one));
    }

    void swapReceived(String receiver, long one, long other) {
        var first = receipt(receiver, one);
        var second = receipt(receiver, other);
        var at = receipts.indexOf(first);
        receipts.set(receipts.indexOf(second), first);
        receipts.set(at, second);
    }

    void receive(String receiver, long seq) {
        receipts.add(receipt(receiver, seq));
    }

    void refuse(int seq) {
        answer(seq, Send.Outcome.FAIL);
    }

    void forgetAnswer(int seq) {
        answer(seq, Send.Outcome.UNKNOWN);
    }

    private void answer(int seq, Send.Outcome outcome) {
        sends.replaceAll(send -> send.clientMsgId().equals("c" + seq)
                ? new Send(
                        send.client(),
                        send.session(),
                        send.clientMsgId(),
                        send.text(),
                        1,
                        outcome,
                        outcome == Send.Outcome.FAIL ? "not-responder" : null,
                        0,
                        null,
                        send.invokedAt(),
                        Long.MAX_VALUE)
                : send);
    }

    private void replace(int seq, StoredMessage message) {
        database.set(seq - 1, message);
        told.set(seq - 1, message);
    }

    private Receipt receipt(String receiver, long seq) {
        return receipts.stream()
                .filter(receipt -> receipt.receiver().equals(receiver) && receipt.seq() == seq)
                .findFirst()
                .orElseThrow();
    }

    private static String sender(int seq) {
        return seq % 2 == 0 ? "visitor" : "agent";
    }
}
