package dev.sapa.salesforce.emulator;

import dev.sapa.salesforce.emulator.Streams.Told;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One connection over which an end user is told what happens. Everything here runs on the connection's own thread. Ends when
 * the token does: then nothing more is told.
 */
final class Stream {

    private static final Logger LOG = Logger.getLogger(Stream.class);

    private final EndUser user;
    private final HttpServerResponse response;
    private final Streams streams;
    private final Supplier<Uni<Boolean>> isGood;
    private final Context context;
    private final long pingTimer;
    private final long lookTimer;
    private long cursor;
    private long sent;
    private long pings;
    private boolean looking;
    private boolean again;
    private boolean ended;

    /** @param cursor the last event that the client has */
    Stream(
            EndUser user,
            HttpServerResponse response,
            Streams streams,
            Supplier<Uni<Boolean>> isGood,
            Context context,
            long cursor,
            long pingMillis,
            long lookMillis) {
        this.user = user;
        this.response = response;
        this.streams = streams;
        this.isGood = isGood;
        this.context = context;
        this.cursor = cursor;
        this.pingTimer = context.owner().setPeriodic(pingMillis, timer -> onContext(this::ping));
        this.lookTimer = context.owner().setPeriodic(lookMillis, timer -> onContext(this::check));
    }

    boolean isOf(String org, String subject) {
        return user.org().id().equals(org) && user.subject().equals(subject);
    }

    /** The connection is gone, or is to go. */
    void end() {
        onContext(() -> {
            if (!ended) {
                ended = true;
                context.owner().cancelTimer(pingTimer);
                context.owner().cancelTimer(lookTimer);
                streams.remove(this);
                if (!response.ended() && !response.closed()) {
                    response.end();
                }
            }
        });
    }

    /** Sends what there is after the last one sent; may be called at any time. */
    void look() {
        onContext(() -> {
            if (looking || ended) {
                again = true;
                return;
            }
            looking = true;
            again = false;
            streams.after(user, cursor)
                    .subscribe()
                    .with(
                            told -> onContext(() -> arrived(told)),
                            failure -> onContext(() -> {
                                LOG.debugf("A stream looks again later: %s", failure.getMessage());
                                looking = false;
                            }));
        });
    }

    private void arrived(List<Told> told) {
        looking = false;
        if (!switches().stall()) {
            send(told);
        }
        if (!ended && (again || told.size() == 200)) {
            look();
        }
    }

    private void send(List<Told> told) {
        if (switches().reverse()) {
            told = new ArrayList<>(told);
            Collections.reverse(told);
        }
        for (var event : told) {
            cursor = Math.max(cursor, event.number());
            if (ended) {
                return;
            }
            sent++;
            if (switches().loseEvery() > 0 && event.number() % switches().loseEvery() == 0) {
                continue;
            }
            var text = event(event.name(), event.number(), event.data());
            write(text);
            if (switches().duplicate()) {
                write(text);
            }
            if (switches().noise()) {
                write(event(
                        "CONVERSATION_SOMETHING_NEW",
                        event.number(),
                        "{\"conversationEntry\":{\"entryType\":\"SomethingNew\"}}"));
                write(event("CONVERSATION_MESSAGE", event.number(), "{\"conversationEntry\":{\"entryPayload\":"));
            }
            if (switches().dropAfter() > 0 && sent >= switches().dropAfter()) {
                end();
                return;
            }
        }
    }

    private void check() {
        look();
        isGood.get()
                .subscribe()
                .with(
                        good -> {
                            if (!good) {
                                end();
                            }
                        },
                        failure -> LOG.debugf("A stream's token is looked at again later: %s", failure.getMessage()));
    }

    private void ping() {
        if (!ended && !switches().stall()) {
            write("event: ping\ndata: " + pings++ + "\n\n");
        }
    }

    private void write(String text) {
        if (response.closed() || response.ended()) {
            end();
            return;
        }
        var said = switches().crlf() ? text.replace("\n", "\r\n") : text;
        if (switches().split()) {
            // Within the name, within the data, and between the two line ends that make the event complete.
            int middle = said.length() / 2;
            int last = said.length() - (switches().crlf() ? 2 : 1);
            response.write(said.substring(0, 9));
            response.write(said.substring(9, middle));
            response.write(said.substring(middle, last));
            response.write(said.substring(last));
        } else {
            response.write(said);
        }
    }

    private static String event(String name, long number, String data) {
        return "event: " + name + "\nid: " + number + "\ndata: " + data + "\n\n";
    }

    private Switches switches() {
        return user.org().switches();
    }

    private void onContext(Runnable work) {
        context.runOnContext(ignored -> work.run());
    }
}
