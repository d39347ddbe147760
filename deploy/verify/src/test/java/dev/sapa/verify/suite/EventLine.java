package dev.sapa.verify.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A stream of server-sent events in a test's hands. */
public final class EventLine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> events = new ArrayList<>();
    private volatile Stream<String> lines = Stream.empty();
    private String name = "";
    private final StringBuilder data = new StringBuilder();

    /** What was told; the data is missing where it is no JSON. */
    public record Event(String name, JsonNode data) {}

    public EventLine(URI uri, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        var unused = http.sendAsync(request.build(), BodyHandlers.ofLines()).thenAccept(answer -> {
            lines = answer.body();
            answer.body().forEach(this::line);
        });
    }

    /** The first event of this name that fits. */
    public synchronized JsonNode await(String wanted, Predicate<JsonNode> fits) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (var event : events) {
                if (event.name().equals(wanted) && fits.test(event.data())) {
                    return event.data();
                }
            }
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("No " + wanted + " among " + events);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    private synchronized void line(String line) {
        if (line.isEmpty()) {
            if (data.length() > 0) {
                events.add(new Event(name, json(data.toString())));
                notifyAll();
            }
            name = "";
            data.setLength(0);
        } else if (line.startsWith("event: ")) {
            name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            data.append(line.substring("data: ".length()));
        }
    }

    private static JsonNode json(String text) {
        try {
            return Api.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
