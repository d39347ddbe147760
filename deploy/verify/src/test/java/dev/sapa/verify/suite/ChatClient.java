package dev.sapa.verify.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.history.Recorder;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client as a client should be: it numbers its messages, keeps them until they are acknowledged, sends them again with
 * the same number when no answer came, connects again when the connection is lost or answers nothing, and resumes each
 * conversation after the last {@code seq} it has. It hides nothing from the recorder: what arrives is recorded as it
 * arrives, whatever its place.
 */
public final class ChatClient implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final Duration TEND_EVERY = Duration.ofMillis(500);
    private static final Duration PING_AFTER = Duration.ofSeconds(2);
    private static final int WINDOW = 3;
    private static final List<String> ANSWERS = List.of("pong", "ack", "nack", "joined_session", "error");
    private static final int REFUSED = 4401;
    private static final String REFUSED_CREDENTIAL = "credential-refused";
    private static final String FORBIDDEN = "forbidden";

    private final String name;
    private final List<URI> gateways;
    private final Supplier<String> token;
    private final String tokenField;
    private final Recorder recorder;
    private final Executor executor;
    private final Map<String, Conversation> conversations = new LinkedHashMap<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private @Nullable Line line;
    private volatile String credential;
    private int connections;
    private long lastAnswer;
    private final AtomicInteger renewals = new AtomicInteger();
    private volatile String lastRefusal = "nothing";
    private boolean closed;

    /** A conversation as this client knows it. */
    private static final class Conversation {
        private final Map<String, Unanswered> unanswered = new LinkedHashMap<>();
        private long lastSeq;
        private long ackedSince;
        private long asked;
        private boolean joined;

        private boolean isIgnored(long now) {
            return !joined && now - asked > SILENCE.toNanos();
        }
    }

    private ChatClient(
            String name,
            List<URI> gateways,
            Supplier<String> token,
            String tokenField,
            Recorder recorder,
            Executor executor) {
        this.name = name;
        this.gateways = gateways;
        this.token = token;
        this.tokenField = tokenField;
        this.recorder = recorder;
        this.executor = executor;
        this.credential = token.get();
        this.connections = Math.floorMod(name.hashCode(), gateways.size());
    }

    /** A visitor with the {@code session_token} of its conversation. */
    public static ChatClient visitor(
            String name, List<URI> gateways, String sessionToken, Recorder recorder, Executor executor) {
        return new ChatClient(name, gateways, () -> sessionToken, "session_token", recorder, executor);
    }

    /** A signed-in person; {@code login} is asked again when the token is refused. */
    public static ChatClient staff(
            String name, List<URI> gateways, Supplier<String> login, Recorder recorder, Executor executor) {
        return new ChatClient(name, gateways, login, "token", recorder, executor);
    }

    /** Takes part in a conversation from its beginning; to be called before {@link #connect()}. */
    public synchronized void join(String session) {
        conversations.put(session, new Conversation());
        recorder.watching(name, session, 0);
    }

    /** Connects, and stays connected until closed. */
    public void connect() {
        reconnect();
        later(this::tend, TEND_EVERY.toMillis());
    }

    /** Sends the next message; does nothing while the window of unanswered ones is full. */
    public synchronized void say(String session, String text) {
        var conversation = known(session);
        if (conversation.unanswered.size() < WINDOW) {
            var id = UUID.randomUUID().toString();
            conversation.unanswered.put(id, new Unanswered(text));
            if (conversation.joined) {
                attempt(session, id, conversation);
            }
        }
    }

    /** Whether all conversations are joined on the present connection. */
    public synchronized boolean isJoined() {
        return conversations.values().stream().allMatch(conversation -> conversation.joined);
    }

    /** Whether in each conversation a message first sent after {@code nanoTime} has been acknowledged. */
    public synchronized boolean isAckedSince(long nanoTime) {
        return conversations.values().stream().allMatch(conversation -> conversation.ackedSince > nanoTime);
    }

    /** Whether nothing is left without an answer. */
    public synchronized boolean isSettled() {
        return conversations.values().stream().allMatch(conversation -> conversation.unanswered.isEmpty());
    }

    /** The highest {@code seq} seen in this conversation. */
    public synchronized long lastSeq(String session) {
        return known(session).lastSeq;
    }

    /** How often the server refused the credential, after which the client got itself another one. */
    public int renewals() {
        return renewals.get();
    }

    /** What went wrong in the client itself; anything here makes its recording worthless. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (line != null) {
            line.close();
        }
    }

    @Override
    public synchronized String toString() {
        return "%s: connection %d, %d of %d joined, %d unanswered, credential refused %d times, last refused: %s"
                .formatted(
                        name,
                        connections,
                        conversations.values().stream().filter(c -> c.joined).count(),
                        conversations.size(),
                        conversations.values().stream()
                                .mapToInt(c -> c.unanswered.size())
                                .sum(),
                        renewals.get(),
                        lastRefusal);
    }

    private synchronized void reconnect() {
        if (closed) {
            return;
        }
        conversations.values().forEach(conversation -> conversation.joined = false);
        lastAnswer = System.nanoTime();
        var number = ++connections;
        line = Line.open(
                gateways.get(number % gateways.size()),
                Map.of(),
                frame -> arrived(number, frame),
                (code, reason) -> lost(number, code));
        conversations.keySet().forEach(this::askToJoin);
    }

    private void askToJoin(String session) {
        known(session).asked = System.nanoTime();
        transmit("join_session", session, Map.of(tokenField, credential, "after_seq", known(session).lastSeq));
    }

    private synchronized void lost(int number, int code) {
        if (number != connections) {
            return;
        }
        var refused = code == REFUSED;
        later(
                () -> {
                    if (refused) {
                        renewCredential();
                    }
                    reconnectFrom(number);
                },
                ThreadLocalRandom.current().nextLong(100, 1_000));
    }

    /** Where nobody answers, the old credential has to do until the next refusal. */
    private void renewCredential() {
        renewals.incrementAndGet();
        try {
            credential = token.get();
        } catch (CompletionException | AssertionError e) {
            lastRefusal = String.valueOf(e.getMessage());
        }
    }

    private synchronized void reconnectFrom(int number) {
        if (number == connections) {
            reconnect();
        }
    }

    private synchronized void arrived(int number, JsonNode frame) {
        if (number != connections) {
            return;
        }
        var type = frame.path("type").asText();
        lastAnswer = ANSWERS.contains(type) ? System.nanoTime() : lastAnswer;
        if (!frame.path("success").asBoolean(true)) {
            lastRefusal = frame.toString();
        }
        var data = frame.path("data");
        var session = data.path("session_id").asText(frame.path("session_id").asText());
        switch (type) {
            case "joined_session" -> joined(session);
            case "new_message" -> received(session, data);
            case "ack" -> acknowledged(data);
            case "nack" -> refused(data);
            case "error" -> refusedFollowing(number, session, frame.path("code").asText());
            case "goaway" ->
                later(
                        () -> reconnectFrom(number),
                        data.path("reconnect_after_ms").asLong());
            default -> {
                // Typing, presence and status do not concern this client.
            }
        }
    }

    private void joined(String session) {
        var conversation = known(session);
        conversation.joined = true;
        List.copyOf(conversation.unanswered.keySet()).forEach(id -> attempt(session, id, conversation));
    }

    /** Before the answer to a join, live messages may run ahead of the missed ones; the join brings them again. */
    private void received(String session, JsonNode data) {
        var conversation = conversations.get(session);
        if (conversation == null || !conversation.joined) {
            return;
        }
        var seq = data.path("seq").asLong();
        recorder.received(
                name,
                session,
                seq,
                data.path("message_id").asText(),
                data.path("message").asText());
        conversation.lastSeq = Math.max(conversation.lastSeq, seq);
    }

    private void acknowledged(JsonNode data) {
        answered(
                data,
                (session, id) -> recorder.ok(
                        name,
                        session,
                        id,
                        data.path("seq").asLong(),
                        data.path("message_id").asText()));
    }

    private void refused(JsonNode data) {
        if (data.path("retryable").asBoolean()) {
            var id = data.path("client_msg_id").asText();
            var pause = data.path("retry_after_ms").asLong(500);
            conversations.values().stream()
                    .map(conversation -> conversation.unanswered.get(id))
                    .filter(message -> message != null && !message.isRetryPlanned())
                    .forEach(message -> later(() -> attemptAgain(id), message.planRetry(pause)));
        } else if (!data.path("code").asText().equals(REFUSED_CREDENTIAL)) {
            // That one is about the client, not the message: the server closes, and after a log-in it is sent again.
            answered(
                    data,
                    (session, id) ->
                            recorder.fail(name, session, id, data.path("code").asText()));
        }
    }

    private void answered(JsonNode data, BiConsumer<String, String> record) {
        var id = data.path("client_msg_id").asText();
        conversations.forEach((session, conversation) -> {
            var answered = conversation.unanswered.remove(id);
            if (answered != null) {
                conversation.ackedSince = Math.max(conversation.ackedSince, answered.begun());
                record.accept(session, id);
            }
        });
    }

    /** A join was refused, or a conversation that was joined is served no longer and must be joined again. */
    private void refusedFollowing(int number, String session, String code) {
        var conversation = conversations.get(session);
        if (conversation != null && code.equals(FORBIDDEN)) {
            conversation.joined = false;
        }
        if (conversation == null || !conversation.joined) {
            later(() -> joinAgain(number, session), 1_000);
        }
    }

    private synchronized void joinAgain(int number, String session) {
        if (number == connections && conversations.containsKey(session) && !known(session).joined) {
            askToJoin(session);
        }
    }

    private synchronized void attemptAgain(String id) {
        conversations.forEach((session, conversation) -> {
            var message = conversation.unanswered.get(id);
            if (conversation.joined && message != null && message.isRetryPlanned()) {
                attempt(session, id, conversation);
            }
        });
    }

    private void attempt(String session, String id, Conversation conversation) {
        var message = conversation.unanswered.get(id);
        if (message != null) {
            message.attempt();
            recorder.invoke(name, session, id, message.text());
            transmit("send_message", session, Map.of("message", message.text(), "client_msg_id", id));
        }
    }

    /** Asks for a sign of life, repeats what was not answered, and gives up a connection that is silent. */
    private synchronized void tend() {
        if (closed || line == null) {
            return;
        }
        later(this::tend, TEND_EVERY.toMillis());
        var now = System.nanoTime();
        if (now - lastAnswer > SILENCE.toNanos()
                || conversations.values().stream().anyMatch(c -> c.isIgnored(now))) {
            var silent = line;
            reconnect();
            silent.abort();
            return;
        }
        if (now - lastAnswer > PING_AFTER.toNanos()) {
            transmit("ping", "", Map.of());
        }
        conversations.forEach((session, conversation) -> {
            if (conversation.joined) {
                conversation.unanswered.entrySet().stream()
                        .filter(entry -> entry.getValue().isOverdue(now))
                        .map(Map.Entry::getKey)
                        .toList()
                        .forEach(id -> attempt(session, id, conversation));
            }
        });
    }

    private void later(Runnable task, long millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, executor)
                .execute(() -> {
                    try {
                        task.run();
                    } catch (RuntimeException | AssertionError e) {
                        failures.add(e);
                    }
                });
    }

    private void transmit(String type, String session, Map<String, ?> data) {
        if (line != null) {
            line.send(type, session, data);
        }
    }

    private Conversation known(String session) {
        var conversation = conversations.get(session);
        if (conversation == null) {
            throw new IllegalStateException(name + " is not in " + session);
        }
        return conversation;
    }
}
