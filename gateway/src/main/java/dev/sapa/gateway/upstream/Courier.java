package dev.sapa.gateway.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.parsetools.RecordParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Takes messages to chat-service, each with its own sender's credential: one that comes alone at once, and together in the
 * next request all that come while the last ones have not begun to be answered, which they get some milliseconds for. Each is
 * answered by itself, as soon as chat-service has decided it. What is lost on the way is sent once more where that does no harm.
 *
 * <p>Everything here runs on one event loop of its own, so that nothing needs a lock.
 */
@ApplicationScoped
public class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final String PATH = "/messages";
    private static final String LINES = "application/x-ndjson";
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    /** What waits for the lock of one conversation must not keep the messages of all others. */
    private static final long PATIENCE_MILLIS = 20;

    /** A service of the release before does not know batches; asked again after that long. */
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final Upstream upstream;
    private final UpstreamSettings settings;
    private final ObjectMapper json;
    private final Context loop;
    private final AtomicInteger waitingNow = new AtomicInteger();
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private int unanswered;
    private long plainUntil = System.nanoTime();

    Courier(Upstream upstream, UpstreamSettings settings, ObjectMapper json, Vertx vertx) {
        this.upstream = upstream;
        this.settings = settings;
        this.json = json;
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
    }

    /**
     * Posts a message.
     *
     * @param message    as {@code POST /conversations/{id}/messages} takes it
     * @param repeatable whether posting it twice does no harm
     * @return what the service said, on any thread; fails with {@link UpstreamProblem#unavailable} when it said nothing in time
     */
    public Uni<Answer> post(UUID conversationId, String token, ObjectNode message, boolean repeatable) {
        return Uni.createFrom().emitter(emitter -> {
            if (waitingNow.incrementAndGet() > settings.waiting()) {
                waitingNow.decrementAndGet();
                emitter.fail(UpstreamProblem.unavailable(Service.CHAT));
                return;
            }
            var line = message.deepCopy()
                    .put("conversation_id", conversationId.toString())
                    .put("token", token)
                    .put("traceparent", Trail.newTraceparent());
            try {
                var bytes = Buffer.buffer(json.writeValueAsBytes(line)).appendByte((byte) '\n');
                var letter = new Letter(conversationId, token, message, bytes, repeatable, emitter);
                loop.runOnContext(ignored -> {
                    waiting.add(letter);
                    carry();
                });
            } catch (JsonProcessingException unwritable) {
                waitingNow.decrementAndGet();
                emitter.fail(unwritable);
            }
        });
    }

    /** One message on its way. */
    private final class Letter {
        private final UUID conversationId;
        private final String token;
        private final ObjectNode message;
        private final Buffer line;
        private final boolean repeatable;
        private final UniEmitter<? super Answer> emitter;
        private boolean repeated;
        private boolean done;

        Letter(
                UUID conversationId,
                String token,
                ObjectNode message,
                Buffer line,
                boolean repeatable,
                UniEmitter<? super Answer> emitter) {
            this.conversationId = conversationId;
            this.token = token;
            this.message = message;
            this.line = line;
            this.repeatable = repeatable;
            this.emitter = emitter;
        }

        void answer(Answer answer) {
            if (!done) {
                done = true;
                waitingNow.decrementAndGet();
                emitter.complete(answer);
            }
        }

        void fail(Throwable failure) {
            if (!done) {
                done = true;
                waitingNow.decrementAndGet();
                emitter.fail(failure);
            }
        }
    }

    /** Letters in one request. */
    private final class Bag {
        private final List<Letter> letters;
        private boolean counted = true;
        private boolean over;

        private final long timer;

        Bag(List<Letter> letters) {
            this.letters = letters;
            this.timer = loop.owner().setTimer(PATIENCE_MILLIS, late -> begunToBeAnswered());
            unanswered++;
        }

        /** From now on it keeps no other waiting. */
        void begunToBeAnswered() {
            if (counted) {
                counted = false;
                unanswered--;
                loop.owner().cancelTimer(timer);
                carry();
            }
        }

        void answered(Buffer line) {
            try {
                var answer = json.readTree(line.getBytes());
                letters.get(answer.path("line").asInt()).answer(Answer.ofOneAmongMany(answer));
            } catch (IOException | IndexOutOfBoundsException unreadable) {
                LOG.warnf("An answer of %d bytes cannot be read", line.length());
            }
            begunToBeAnswered();
        }

        /** Nothing more will come. */
        void over(Throwable why) {
            if (over) {
                return;
            }
            over = true;
            for (var letter : letters) {
                if (letter.done) {
                    continue;
                }
                LOG.debugf("No answer from chat-service: %s", why);
                if (letter.repeatable && !letter.repeated) {
                    letter.repeated = true;
                    waiting.add(letter);
                } else {
                    letter.fail(UpstreamProblem.unavailable(Service.CHAT));
                }
            }
            begunToBeAnswered();
            carry();
        }

        void oneByOne() {
            letters.forEach(Courier.this::carryAlone);
            begunToBeAnswered();
        }
    }

    private void carry() {
        while (!waiting.isEmpty() && unanswered < settings.batchesAtOnce()) {
            if (System.nanoTime() - plainUntil < 0) {
                carryAlone(waiting.remove());
            } else {
                carry(new Bag(nextLetters()));
            }
        }
    }

    private List<Letter> nextLetters() {
        var letters = new ArrayList<Letter>();
        int bytes = 0;
        for (var next = waiting.peek();
                next != null && (letters.isEmpty() || bytes + next.line.length() <= settings.batchBytes());
                next = waiting.peek()) {
            letters.add(waiting.remove());
            bytes += next.line.length();
        }
        return letters;
    }

    private void carry(Bag bag) {
        var body = Buffer.buffer();
        bag.letters.forEach(letter -> body.appendBuffer(letter.line));
        upstream.open(Service.CHAT, options())
                .compose(request -> request.send(body))
                .onSuccess(response -> read(bag, response))
                .onFailure(bag::over);
    }

    private RequestOptions options() {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(PATH)
                .setConnectTimeout(settings.timeout().toMillis())
                .setIdleTimeout(settings.timeout().toMillis())
                .putHeader("Content-Type", LINES);
    }

    private void read(Bag bag, HttpClientResponse response) {
        if (response.statusCode() == NOT_FOUND) {
            plainUntil = System.nanoTime() + PLAIN_NANOS;
            bag.oneByOne();
            return;
        }
        response.exceptionHandler(bag::over);
        response.endHandler(ended -> bag.over(new VertxException("The answer ended early", true)));
        if (response.statusCode() == OK) {
            response.handler(RecordParser.newDelimited("\n", bag::answered));
        }
    }

    private void carryAlone(Letter letter) {
        var call = Call.post(Service.CHAT, "/conversations/" + letter.conversationId + "/messages")
                .json(letter.message)
                .bearer(letter.token);
        upstream.call(letter.repeatable ? call.asRepeatable() : call)
                .subscribe()
                .with(letter::answer, letter::fail);
    }
}
