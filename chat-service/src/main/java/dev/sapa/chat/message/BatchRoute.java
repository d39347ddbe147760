package dev.sapa.chat.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sapa.chat.access.Credentials;
import dev.sapa.chat.conversation.ConversationProblem;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /messages}: many messages in one request, each with the credential of its own sender. A line of the body is a
 * message, a line of the answer is what became of one, told as soon as it is decided: what {@code POST
 * /conversations/{id}/messages} would have answered. For gateways, which carry what many people write at the same time.
 */
@ApplicationScoped
class BatchRoute {

    private static final long MOST_BYTES = 256 * 1024;

    private static final TextMapGetter<BatchLine> TRACE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(BatchLine line) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable BatchLine line, String key) {
            return line != null && key.equals("traceparent") ? line.traceparent() : null;
        }
    };

    private final MessageService messages;
    private final Credentials credentials;
    private final OpenTelemetry tracing;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    BatchRoute(MessageService messages, Credentials credentials, OpenTelemetry tracing, ObjectMapper json) {
        this.messages = messages;
        this.credentials = credentials;
        this.tracing = tracing;
        this.reader = json.readerFor(BatchLine.class);
        this.writer = json.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    }

    void install(@Observes Router router) {
        router.post("/messages").handler(this::enter);
    }

    private void enter(RoutingContext context) {
        if (length(context) > MOST_BYTES) {
            context.fail(413);
            return;
        }
        context.request().body().onSuccess(body -> post(context, body)).onFailure(context::fail);
        context.request().resume();
    }

    /** As the request says; one that does not say it is taken for too long. */
    private static long length(RoutingContext context) {
        var length = context.request().getHeader("Content-Length");
        return length == null ? Long.MAX_VALUE : Long.parseLong(length);
    }

    private void post(RoutingContext context, Buffer body) {
        var bytes = body.getBytes();
        var lines = lines(bytes);
        if (lines.isEmpty()) {
            context.response().end();
            return;
        }
        var reply = new BatchReply(context.response(), Vertx.currentContext(), writer, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            post(bytes, lines.get(i), i, reply);
        }
    }

    /** Where a line is. */
    private record Span(int from, int length) {}

    private static List<Span> lines(byte[] bytes) {
        var lines = new ArrayList<Span>();
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                if (i > from) {
                    lines.add(new Span(from, i - from));
                }
                from = i + 1;
            }
        }
        return lines;
    }

    private void post(byte[] bytes, Span span, int number, BatchReply reply) {
        BatchLine line;
        try {
            line = reader.readValue(bytes, span.from(), span.length());
        } catch (IOException notTheJson) {
            reply.refused(number, notTheJson);
            return;
        }
        // A context of its own: what a use case keeps in it, such as a session, belongs to one message.
        var context = VertxContext.createNewDuplicatedContext(Vertx.currentContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> {
            trace(line);
            post(line, context)
                    .subscribe()
                    .with(posted -> reply.posted(number, posted), failure -> reply.refused(number, failure));
        });
    }

    private Uni<MessageService.PostedView> post(BatchLine line, io.vertx.core.Context context) {
        return credentials
                .participant(line.token())
                .emitOn(task -> {
                    if (Vertx.currentContext() == context) {
                        task.run();
                    } else {
                        context.runOnContext(ignored -> task.run());
                    }
                })
                .chain(caller -> {
                    var conversation = line.conversationId();
                    return conversation == null
                            ? Uni.createFrom().failure(ConversationProblem.notFound())
                            : messages.post(caller, conversation, line.request());
                });
    }

    /** The message's own trace goes on in its event. */
    @SuppressWarnings("MustBeClosedChecker") // it ends with the message's own context, where it is kept
    private void trace(BatchLine line) {
        var here = Context.current();
        var there = tracing.getPropagators().getTextMapPropagator().extract(here, line, TRACE);
        if (there != here) {
            there.makeCurrent();
        }
    }
}
