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
    private final ActivityLog log;
    private final AnsweringBot bot;
    private final MessageSettings settings;
    private final Clock clock;

    SendTransaction(
            EventTransactions transactions,
            ConversationStore conversations,
            MessageStore messages,
            ActivityLog log,
            AnsweringBot bot,
            MessageSettings settings,
            Clock clock) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.messages = messages;
        this.log = log;
        this.bot = bot;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends to any number of conversations, passing over those that are locked: their answer is {@link Answer.Held}. */
    Uni<List<Answer>> sendFree(List<Send> sends) {
        var ids = sends.stream().map(Send::conversationId).collect(Collectors.toSet());
        return bounded(transactions.inConnectionKeepingPlans(
                scope(sends), (connection, events) -> look(conversations.lockFree(connection, ids), connection, sends)
                        .chain(seen -> decide(connection, events, seen, new Answer.Held(), sends))));
    }

    /** Sends to one conversation, waiting a while for its lock. */
    Uni<List<Answer>> sendWaiting(UUID conversation, List<Send> sends) {
        var none = new Answer.Refused(ConversationProblem.notFound());
        return bounded(transactions.inConnectionKeepingPlans(scope(sends), (connection, events) -> limitWait(connection)
                .chain(() -> look(conversations.lockWaiting(connection, conversation), connection, sends))
                .chain(seen -> decide(connection, events, seen, none, sends))));
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

    /** What is there: the locked conversations, the messages that may be repeated, and a number for each new one. */
    private record Seen(List<ConversationState> locked, Map<MessageStore.Key, MessageView> known, List<Long> numbers) {

        Transcripts transcripts(Answer whenAbsent) {
            var transcripts = new Transcripts(locked, whenAbsent);
            transcripts.remember(known);
            return transcripts;
        }
    }

    /**
     * All in one round trip. The second statement looks when the first one has the locks, so that it misses no repeat; so
     * does the third, so that numbers rise within a conversation, whichever replica writes.
     */
    private Uni<Seen> look(Uni<List<ConversationState>> lock, SqlConnection connection, List<Send> sends) {
        return Uni.combine()
                .all()
                .unis(
                        lock,
                        messages.known(connection, Transcripts.keys(sends)),
                        messages.numbers(connection, sends.size()))
                .with(Seen::new);
    }

    private Uni<List<Answer>> decide(
            SqlConnection connection, Events events, Seen seen, Answer whenAbsent, List<Send> sends) {
        var transcripts = seen.transcripts(whenAbsent);
        sends.forEach(send -> transcripts.take(send, UuidCreator.getTimeOrderedEpoch()));
        var numbers = seen.numbers().subList(0, transcripts.fresh().size());
        return write(connection, events, transcripts, numbers).map(ignored -> transcripts.answers());
    }

    private Uni<Void> write(SqlConnection connection, Events events, Transcripts transcripts, List<Long> numbers) {
        var fresh = transcripts.fresh();
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        transcripts.numbered(numbers, now);
        tell(events, fresh, numbers, now);
        events.last(last -> messages.write(last, transcripts.changed(), fresh, numbers, now));
        noteForBot(events, fresh);
        return logFirstAnswers(connection, fresh, now);
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

    private void noteForBot(Events events, List<NewMessage> fresh) {
        var heard = fresh.stream()
                .filter(NewMessage::isForBot)
                .map(message -> new AnsweringBot.Heard(
                        message.companyId(), message.conversationId(), message.id(), message.seq()))
                .toList();
        if (!heard.isEmpty()) {
            events.last(last -> bot.note(last, heard));
        }
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
