package dev.sapa.chat.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.sapa.chat.outage.Failures;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The answers to one batch: each goes out when it is known, those that are known together go together. Takes answers on any
 * thread; everything else happens on the request's event loop.
 */
final class BatchReply {

    private static final String ANSWER_TYPE = "application/x-ndjson";
    private static final int USUAL_LENGTH = 2_048;

    private final HttpServerResponse response;
    private final Context loop;
    private final ObjectWriter json;
    private final Queue<Line> known = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private int open;
    private boolean begun;

    private record Line(int number, int status, Object body) {}

    BatchReply(HttpServerResponse response, Context loop, ObjectWriter json, int lines) {
        this.response = response;
        this.loop = loop;
        this.json = json;
        this.open = lines;
    }

    void posted(int line, MessageService.PostedView posted) {
        add(new Line(line, posted.duplicate() ? 200 : 201, posted));
    }

    void refused(int line, Throwable failure) {
        var problem = Failures.problem(failure);
        add(new Line(line, problem.getStatusCode(), problem));
    }

    private void add(Line line) {
        known.add(line);
        if (writing.compareAndSet(false, true)) {
            loop.runOnContext(ignored -> write());
        }
    }

    private void write() {
        writing.set(false);
        var bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        try (var to = json.getFactory().createGenerator(bytes)) {
            to.setRootValueSeparator(null);
            for (var line = known.poll(); line != null; line = known.poll()) {
                write(to, line);
                open--;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (response.closed() || bytes.size() == 0) {
            return;
        }
        send(Buffer.buffer(bytes.toByteArray()));
    }

    private void send(Buffer lines) {
        if (!begun) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, ANSWER_TYPE).setChunked(open > 0);
            begun = true;
        }
        var unused = open > 0 ? response.write(lines) : response.end(lines);
    }

    private void write(JsonGenerator to, Line line) throws IOException {
        to.writeStartObject();
        to.writeNumberField("line", line.number());
        to.writeNumberField("status", line.status());
        if (line.body() instanceof HttpProblem problem) {
            write(to, problem);
        } else {
            to.writeFieldName("body");
            json.writeValue(to, line.body());
        }
        to.writeEndObject();
        to.writeRaw('\n');
    }

    private void write(JsonGenerator to, HttpProblem problem) throws IOException {
        var later = problem.getHeaders().get(HttpHeaders.RETRY_AFTER);
        if (later != null) {
            to.writeNumberField("retry_after", Integer.parseInt(later.toString()));
        }
        to.writeObjectFieldStart("body");
        to.writeStringField("type", String.valueOf(problem.getType()));
        to.writeStringField("title", problem.getTitle());
        to.writeNumberField("status", problem.getStatusCode());
        if (problem.getDetail() != null) {
            to.writeStringField("detail", problem.getDetail());
        }
        for (Map.Entry<String, Object> member : problem.getParameters().entrySet()) {
            to.writeFieldName(member.getKey());
            json.writeValue(to, member.getValue());
        }
        to.writeEndObject();
    }
}
