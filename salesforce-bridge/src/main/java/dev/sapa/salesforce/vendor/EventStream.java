package dev.sapa.salesforce.vendor;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;

/** An open stream of events; it ends by itself when nothing, not even a ping, came for too long. */
public final class EventStream {

    private static final long SILENCE_MS = 45_000;
    private static final long WATCH_MS = 5_000;

    private final HttpClientResponse response;
    private final Vertx vertx;
    private final EventParser parser = new EventParser();
    private final Consumer<StreamEvent> events;
    private final Runnable end;
    private final long watch;
    private long heardAt = System.nanoTime();
    private boolean ended;

    /** Must be called when the head has come and nothing of the body is read yet, on the context that is to be called back. */
    EventStream(Vertx vertx, HttpClientResponse response, Consumer<StreamEvent> events, Runnable end) {
        this.vertx = vertx;
        this.response = response;
        this.events = events;
        this.end = end;
        this.watch = vertx.setPeriodic(WATCH_MS, tick -> look());
        response.handler(piece -> take(piece.getBytes()));
        response.exceptionHandler(failure -> close());
        response.endHandler(nothing -> close());
    }

    /** Ends it; {@code end} is called once, whoever ends it. */
    public void close() {
        if (!ended) {
            ended = true;
            vertx.cancelTimer(watch);
            response.request().reset();
            end.run();
        }
    }

    private void take(byte[] bytes) {
        heardAt = System.nanoTime();
        try {
            for (var event : parser.take(bytes)) {
                if (!ended) {
                    events.accept(event);
                }
            }
        } catch (IllegalStateException tooLong) {
            close();
        }
    }

    private void look() {
        if (System.nanoTime() - heardAt > SILENCE_MS * 1_000_000) {
            close();
        }
    }
}
