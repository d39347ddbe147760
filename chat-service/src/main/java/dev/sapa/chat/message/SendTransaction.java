package dev.sapa.chat.message;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.conversation.ConversationEvents;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationState;
import dev.sapa.chat.conversation.ConversationStore;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.log.Action;
import dev.sapa.chat.log.ActivityLog;
import dev.sapa.chat.log.Actor;
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
import java.util.Objects;
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
        return bounded(transactions.inConnection(
                scope(sends), (connection, events) -> look(conversations.lockFree(connection, ids), connection, sends)
                        .chain(seen -> decide(connection, events, seen.transcripts(new Answer.Held()), sends))));
    }

    /** Sends to one conversation, waiting a while for its lock. */
    Uni<List<Answer>> sendWaiting(UUID conversation, List<Send> sends) {
        var none = new Answer.Refused(ConversationProblem.notFound());
        return bounded(transactions.inConnection(scope(sends), (connection, events) -> limitWait(connection)
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

    /** Both in one round trip. The second statement looks when the first one has the locks, so that it misses no repeat. */
    private Uni<Seen> look(Uni<List<ConversationState>> lock, SqlConnection connection, List<Send> sends) {
        return Uni.combine()
                .all()
                .unis(lock, messages.known(connection, Transcripts.keys(sends)))
                .with(Seen::new);
    }

    private Uni<List<Answer>> decide(
            SqlConnection connection, Events events, Transcripts transcripts, List<Send> sends) {
        sends.forEach(send -> transcripts.take(send, UuidCreator.getTimeOrderedEpoch()));
        return write(connection, events, transcripts).map(ignored -> transcripts.answers());
    }

    private Uni<Void> write(SqlConnection connection, Events events, Transcripts transcripts) {
        if (transcripts.fresh().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        return messages.write(connection, transcripts.changed(), transcripts.fresh(), now)
                .invoke(numbers -> transcripts.numbered(numbers, now))
                .invoke(numbers -> tell(events, transcripts.fresh(), numbers, now))
                .chain(() -> logDeeds(connection, transcripts.fresh(), now))
                .chain(() -> noteForBot(connection, transcripts.fresh()));
    }

    private Uni<Void> logDeeds(SqlConnection connection, List<NewMessage> fresh, Instant now) {
        var logged = Uni.createFrom().voidItem();
        for (var message : fresh) {
            var writer = message.writtenBy();
            if (message.first()) {
                logged = logged.chain(() -> log(connection, message, Action.RESPONSE, message.actor(), now));
            }
            if (writer != null) {
                logged = logged.chain(() -> log(connection, message, Action.WRITTEN_DOWN, Actor.staff(writer), now));
            }
        }
        return logged;
    }

    private Uni<Void> log(SqlConnection connection, NewMessage message, Action action, Actor actor, Instant now) {
        var state = message.state();
        return log.said(connection, state.facts(), state.version(), action, actor, now);
    }

    private Uni<Void> noteForBot(SqlConnection connection, List<NewMessage> fresh) {
        var heard = fresh.stream()
                .filter(NewMessage::isForBot)
                .map(message -> new AnsweringBot.Heard(
                        message.companyId(), message.conversationId(), message.id(), message.seq()))
                .toList();
        return heard.isEmpty() ? Uni.createFrom().voidItem() : bot.note(connection, heard);
    }

    private static void tell(Events events, List<NewMessage> fresh, Map<UUID, Long> numbers, Instant now) {
        for (var message : fresh) {
            var posted = message.event(Objects.requireNonNull(numbers.get(message.id())), now);
            message.send()
                    .trace()
                    .wrap(() -> events.record(
                            ConversationEvents.of(MessagePosted.TYPE, posted.conversation(), posted.version(), posted)))
                    .run();
        }
    }
}
