package dev.sapa.verify.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A socket in a test's hands: sends what it is told, keeps what comes, waits for what is expected. */
public final class ChatSocket implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Line line;
    private final List<JsonNode> frames = new ArrayList<>();
    private int read;
    private @Nullable Integer closeCode;
    private String closeReason = "";

    private ChatSocket(URI uri, Map<String, String> headers) {
        this.line = Line.open(uri, headers, this::arrived, this::ended);
    }

    public static ChatSocket open(URI uri) {
        return new ChatSocket(uri, Map.of());
    }

    public static ChatSocket open(URI uri, Map<String, String> headers) {
        return new ChatSocket(uri, headers);
    }

    public ChatSocket send(String type, String session, Map<String, ?> data) {
        line.send(type, session, data);
        return this;
    }

    public ChatSocket sendText(String text) {
        line.send(text);
        return this;
    }

    /** The next frame of this type, in order of arrival; those before it are skipped. */
    public JsonNode await(String type) {
        return await(type, frame -> true);
    }

    /** The next frame of this type whose data fits; those before it are skipped. */
    public synchronized JsonNode await(String type, Predicate<JsonNode> data) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            while (read < frames.size()) {
                var frame = frames.get(read++);
                if (frame.path("type").asText().equals(type) && data.test(frame.path("data"))) {
                    return frame;
                }
            }
            pause(deadline, "No " + type);
        }
    }

    /** The code with which the server closed the connection. */
    public synchronized int awaitClose() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (closeCode == null) {
            pause(deadline, "No close");
        }
        return closeCode;
    }

    /** Every frame so far, in order of arrival. */
    public synchronized List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    public synchronized String closeReason() {
        return closeReason;
    }

    @Override
    public void close() {
        line.close();
    }

    private void pause(long deadline, String complaint) {
        var left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new AssertionError("%s within %s; close code %s %s; frames: %s"
                    .formatted(complaint, PATIENCE, closeCode, closeReason, frames));
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized void arrived(JsonNode frame) {
        frames.add(frame);
        notifyAll();
    }

    private synchronized void ended(int code, String reason) {
        closeCode = code;
        closeReason = reason;
        notifyAll();
    }
}
