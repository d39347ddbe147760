package dev.sapa.chat.message;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.conversation.ConversationEvents;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationState;
import dev.sapa.chat.conversation.ConversationStore;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.log.ActivityLog;
import dev.sapa.events.MessagePosted;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts messages into their transcripts, many in one transaction. Nobody may be answered before it has ended. */
@ApplicationScoped
class SendTransaction {

    private final EventTransactions transactions;
    private final ConversationStore conversations;
    private final MessageStore messages;
    private final MessageNumbers numbers;
    private final ActivityLog log;
    private final MessageSettings settings;
    private final Clock clock;

    SendTransaction(
            EventTransactions transactions,
            ConversationStore conversations,
            MessageStore messages,
            MessageNumbers numbers,
            ActivityLog log,
            MessageSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.messages = messages;
        this.numbers = numbers;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends to any number of conversations, passing over those that are locked: their answer is {@link Answer.Held}. */
    Uni<List<Answer>> sendFree(List<Send> sends) {
        var ids = sends.stream().map(Send::conversationId).collect(Collectors.toSet());
        return bounded(transactions.inConnectionKeepingPlans(
                scope(sends), (connection, events) -> look(conversations.lockFree(connection, ids), connection, sends)
                        .chain(seen -> decide(connection, events, seen.transcripts(new Answer.Held()), sends))));
    }

    /** Sends to one conversation, waiting a while for its lock. */
    Uni<List<Answer>> sendWaiting(UUID conversation, List<Send> sends) {
        var none = new Answer.Refused(ConversationProblem.notFound());
        return bounded(transactions.inConnectionKeepingPlans(scope(sends), (connection, events) -> limitWait(connection)
                .chain(() -> look(conversations.lockWaiting(connection, conversation), connection, sends))
                .chain(seen -> decide(connection, events, seen.transcripts(none), sends))));
    }

    private Uni<List<Answer>> bounded(Uni<List<Answer>> transaction) {
        return transaction.ifNoItem().after(settings.stuckAfter()).fail();
    }

    private static Scope scope(List<Send> sends) {
        return Scope.of(sends.stream()
                .map(send -> send.speaker().companyId())
                .distinct()
                .toList());
    }

    private Uni<Void> limitWait(SqlConnection connection) {
        return connection
                .preparedQuery("select set_config('lock_timeout', $1, true)")
                .execute(Tuple.of(Long.toString(settings.lockTimeout().toMillis())))
                .replaceWithVoid();
    }

    /** What is there: the locked conversations, and the messages that may be repeated. */
    private record Seen(List<ConversationState> locked, Map<MessageStore.Key, MessageView> known) {

        Transcripts transcripts(Answer whenAbsent) {
            var transcripts = new Transcripts(locked, whenAbsent);
            transcripts.remember(known);
            return transcripts;
        }
    }

    /** All in one round trip. The second statement looks when the first one has the locks, so that it misses no repeat. */
    private Uni<Seen> look(Uni<List<ConversationState>> lock, SqlConnection connection, List<Send> sends) {
        return Uni.combine()
                .all()
                .unis(
                        lock,
                        messages.known(connection, Transcripts.keys(sends)),
                        numbers.provide(connection, sends.size()))
                .with((locked, known, provided) -> new Seen(locked, known));
    }

    private Uni<List<Answer>> decide(
            SqlConnection connection, Events events, Transcripts transcripts, List<Send> sends) {
        sends.forEach(send -> transcripts.take(send, UuidCreator.getTimeOrderedEpoch()));
        return write(connection, events, transcripts).map(ignored -> transcripts.answers());
    }

    private Uni<Void> write(SqlConnection connection, Events events, Transcripts transcripts) {
        var fresh = transcripts.fresh();
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        return numbers.take(connection, fresh.size())
                .invoke(taken -> {
                    transcripts.numbered(taken, now);
                    events.last(last -> messages.write(last, transcripts.changed(), fresh, taken, now));
                    tell(events, fresh, taken, now);
                })
                .chain(() -> logFirstAnswers(connection, fresh, now));
    }

    private Uni<Void> logFirstAnswers(SqlConnection connection, List<NewMessage> fresh, Instant now) {
        var logged = Uni.createFrom().voidItem();
        for (var message : fresh) {
            if (message.first()) {
                var state = message.state();
                logged = logged.chain(
                        () -> log.answered(connection, state.facts(), state.version(), message.actor(), now));
            }
        }
        return logged;
    }

    private static void tell(Events events, List<NewMessage> fresh, List<Long> numbers, Instant now) {
        for (int i = 0; i < fresh.size(); i++) {
            var posted = fresh.get(i).event(numbers.get(i), now);
            fresh.get(i)
                    .send()
                    .trace()
                    .wrap(() -> events.record(
                            ConversationEvents.of(MessagePosted.TYPE, posted.conversation(), posted.version(), posted)))
                    .run();
        }
    }
}
