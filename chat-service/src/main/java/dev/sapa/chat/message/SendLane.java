package dev.sapa.chat.message;

import dev.sapa.relay.DatabaseOutage;
import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Collects messages and sends them: at once when idle, otherwise all that came meanwhile in one transaction. The
 * messages of a conversation keep their order, also when it is locked by somebody and has to take a detour: a transaction
 * of its own that waits for the lock, for which its later messages wait too.
 *
 * <p>Everything here runs on one event loop, the lane's own, so that nothing needs a lock.
 */
final class SendLane {

    private static final Logger LOG = Logger.getLogger(SendLane.class);

    /** SQLSTATE of a lock that did not come in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Context loop;
    private final SendTransaction transaction;
    private final SendMeters meters;
    private final MessageSettings settings;

    private final Queue<Send> waiting = new ArrayDeque<>();
    private final Map<UUID, List<Send>> detained = new HashMap<>();
    private final Queue<UUID> detours = new ArrayDeque<>();
    private List<Send> underWay = List.of();
    private final Map<UUID, List<Send>> detouring = new HashMap<>();
    private boolean busy;

    SendLane(Context loop, SendTransaction transaction, SendMeters meters, MessageSettings settings) {
        this.loop = loop;
        this.transaction = transaction;
        this.meters = meters;
        this.settings = settings;
    }

    /** May be called from any thread. */
    void submit(Send send) {
        loop.runOnContext(ignored -> {
            waiting.add(send);
            flush();
        });
    }

    /** Tells senders who have waited too long that nobody knows yet. What was not begun will not be sent any more. */
    void giveUpOlderThan(long nanoTime) {
        loop.runOnContext(ignored -> {
            waiting.removeIf(send -> failIfOlder(send, nanoTime));
            detained.values().forEach(sends -> sends.removeIf(send -> failIfOlder(send, nanoTime)));
            underWay.forEach(send -> failIfOlder(send, nanoTime));
            detouring.values().forEach(sends -> sends.forEach(send -> failIfOlder(send, nanoTime)));
        });
    }

    private static boolean failIfOlder(Send send, long nanoTime) {
        var older = send.sentAt() - nanoTime < 0;
        if (older) {
            send.fail(MessageProblem.unconfirmed());
        }
        return older;
    }

    private void flush() {
        if (busy) {
            return;
        }
        var batch = nextBatch();
        if (batch.isEmpty()) {
            return;
        }
        busy = true;
        underWay = batch;
        meters.batch(batch.size());
        transaction.sendFree(batch).subscribe().with(answers -> flushed(batch, answers), failure -> {
            fallBack(batch, failure);
            goOn();
        });
    }

    private List<Send> nextBatch() {
        var batch = new ArrayList<Send>(Math.min(waiting.size(), settings.batch()));
        while (!waiting.isEmpty() && batch.size() < settings.batch()) {
            var send = waiting.remove();
            var ahead = detained.get(send.conversationId());
            if (ahead == null) {
                batch.add(send);
            } else {
                ahead.add(send);
            }
        }
        return batch;
    }

    private void flushed(List<Send> batch, List<Answer> answers) {
        for (int i = 0; i < batch.size(); i++) {
            var send = batch.get(i);
            if (answers.get(i) instanceof Answer.Held) {
                detain(send);
            } else {
                meters.answered(send, answers.get(i));
                send.answer(answers.get(i));
            }
        }
        goOn();
    }

    private void goOn() {
        underWay = List.of();
        busy = false;
        startDetours();
        flush();
    }

    /** One bad message must not fail the others: each conversation is tried alone, unless it is the database that fails. */
    private void fallBack(List<Send> batch, Throwable failure) {
        var conversations = batch.stream().map(Send::conversationId).collect(Collectors.toSet());
        if (DatabaseOutage.isOutage(failure) || conversations.size() == 1) {
            fail(batch, failure);
        } else {
            LOG.warnf("%d messages could not be sent together and are tried apart: %s", batch.size(), failure);
            batch.forEach(this::detain);
        }
    }

    private void detain(Send send) {
        detained.computeIfAbsent(send.conversationId(), conversation -> {
                    detours.add(conversation);
                    return new ArrayList<>();
                })
                .add(send);
    }

    private void startDetours() {
        while (!detours.isEmpty() && detouring.size() < settings.detours()) {
            detour(detours.remove());
        }
    }

    private void detour(UUID conversation) {
        var sends = detained.put(conversation, new ArrayList<>());
        if (sends == null || sends.isEmpty()) {
            detained.remove(conversation);
            return;
        }
        detouring.put(conversation, sends);
        transaction
                .sendWaiting(conversation, sends)
                .subscribe()
                .with(
                        answers -> {
                            for (int i = 0; i < sends.size(); i++) {
                                meters.answered(sends.get(i), answers.get(i));
                                sends.get(i).answer(answers.get(i));
                            }
                            detoured(conversation);
                        },
                        failure -> {
                            fail(sends, isLockTimeout(failure) ? MessageProblem.conversationBusy() : failure);
                            detoured(conversation);
                        });
    }

    /** What came meanwhile takes the detour too; then the conversation is free again. */
    private void detoured(UUID conversation) {
        detouring.remove(conversation);
        var later = detained.get(conversation);
        if (later == null || later.isEmpty()) {
            detained.remove(conversation);
        } else {
            detours.add(conversation);
        }
        startDetours();
        flush();
    }

    private static boolean isLockTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (LOCK_NOT_AVAILABLE.equals(DatabaseOutage.state(cause))) {
                return true;
            }
        }
        return false;
    }

    private static void fail(List<Send> sends, Throwable failure) {
        sends.forEach(send -> send.fail(failure));
    }
}
