package dev.sapa.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A stream of events in a test's hands. */
public final class EventReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> events = new ArrayList<>();
    private boolean ended;
    private String name = "";
    private @Nullable String id;
    private String data = "";

    /** What was told. */
    public record Event(String name, @Nullable String id, String data) {

        /** The conversation entry; missing where the data is no JSON. */
        public JsonNode entry() {
            try {
                return JSON.readTree(data).path("conversationEntry");
            } catch (JsonProcessingException e) {
                return JSON.missingNode();
            }
        }

        /** The payload, which is JSON as text. */
        public JsonNode payload() {
            try {
                return JSON.readTree(entry().path("entryPayload").asText());
            } catch (JsonProcessingException e) {
                return JSON.missingNode();
            }
        }

        public String text() {
            return payload().at("/abstractMessage/staticContent/text").asText();
        }
    }

    public EventReader(String org, String token, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/eventrouter/v1/sse"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .header("X-Org-Id", org);
        if (lastEventId != null) {
            request.header("Last-Event-Id", lastEventId);
        }
        var unused = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(this::line))
                .whenComplete((done, failure) -> end());
    }

    /** The next event of this name that fits; those before it are skipped. */
    public synchronized Event await(String wanted, Predicate<Event> fits) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        int read = 0;
        while (true) {
            for (; read < events.size(); read++) {
                if (events.get(read).name().equals(wanted) && fits.test(events.get(read))) {
                    return events.get(read);
                }
            }
            pause(deadline, "No " + wanted);
        }
    }

    public Event await(String wanted) {
        return await(wanted, event -> true);
    }

    /** Until the other side ends it. */
    public synchronized void awaitEnd() {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!ended) {
            pause(deadline, "No end");
        }
    }

    /** All so far but pings. */
    public synchronized List<Event> events() {
        return events.stream().filter(event -> !event.name().equals("ping")).toList();
    }

    private void pause(long deadline, String complaint) {
        var left = deadline - System.nanoTime();
        if (left <= 0 || (ended && left < PATIENCE_NANOS - TimeUnit.SECONDS.toNanos(1))) {
            throw new AssertionError(complaint + " among " + events);
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized void line(String line) {
        if (line.isEmpty()) {
            if (!data.isEmpty()) {
                events.add(new Event(name, id, data));
                notifyAll();
            }
            name = "";
            id = null;
            data = "";
        } else if (line.startsWith("event: ")) {
            name = line.substring(7);
        } else if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("data: ")) {
            data += line.substring(6);
        }
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void close() {
        // The client's threads end with the last reference to it; the connection with the test's JVM.
    }
}
