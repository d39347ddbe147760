package dev.sapa.chat.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.chat.access.Caller;
import dev.sapa.chat.bot.BotAnswer.Reply;
import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.conversation.Side;
import dev.sapa.chat.message.MessagePosting;
import dev.sapa.chat.message.MessageReading;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells companies' own bots what visitors say while they are the responder: every message at least once, those of one
 * conversation in order, again after a failure, and people take over when no answer comes. Every replica works; each
 * delivery is one's at a time. A repeat makes no second answer, since answers are named after what they answer.
 */
@ApplicationScoped
class DeliveryService {

    private static final Logger LOG = Logger.getLogger(DeliveryService.class);
    private static final int SERVER_ERROR = 500;
    private static final int CONTEXT = 20;
    private static final int FAILURE_AT_MOST = 200;
    private static final String DONE = "done";
    private static final String TOLD = "told";
    private static final String WAITING = "waiting";

    private final BotStore store;
    private final BotRepository rows;
    private final WebhookClient client;
    private final HandOffService handOffs;
    private final MessagePosting posting;
    private final MessageReading messages;
    private final ConversationService conversations;
    private final ConversationReading reading;
    private final EventTransactions transactions;
    private final BotSettings settings;
    private final ObjectMapper json;
    private final Validator validator;
    private final Chores chores;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ConcurrentMap<UUID, Integer> underWay = new ConcurrentHashMap<>();

    DeliveryService(
            BotStore store,
            BotRepository rows,
            WebhookClient client,
            HandOffService handOffs,
            MessagePosting posting,
            MessageReading messages,
            ConversationService conversations,
            ConversationReading reading,
            EventTransactions transactions,
            BotSettings settings,
            ObjectMapper json,
            Validator validator,
            Chores chores) {
        this.store = store;
        this.rows = rows;
        this.client = client;
        this.handOffs = handOffs;
        this.posting = posting;
        this.messages = messages;
        this.conversations = conversations;
        this.reading = reading;
        this.transactions = transactions;
        this.settings = settings;
        this.json = json;
        this.validator = validator;
        this.chores = chores;
    }

    /** What a bot is told; {@code messages} are the last ones, of which the newest is to be answered. */
    record Told(
            UUID id,
            String type,
            int attempt,
            ConversationView conversation,
            MessageView message,
            List<MessageView> messages) {}

    /** It cannot be told, or what it says cannot be understood: another attempt does not help. */
    private static final class Hopeless extends RuntimeException {
        private Hopeless(String message) {
            super(message, null, false, false);
        }
    }

    void start(@Observes StartupEvent event) {
        chores.every(settings.lookEvery(), "tell companies' bots", this::look);
    }

    private Uni<Void> look() {
        if (!looking.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return transactions
                .readInConnection(Scope.everyCompany(), store::note)
                .chain(this::claim)
                .invoke(claimed -> claimed.forEach(this::begin))
                .chain(() -> transactions.readInConnection(Scope.everyCompany(), store::overdue))
                .chain(this::giveUpWaiting)
                .onTermination()
                .invoke(() -> looking.set(false));
    }

    /** Longer than an attempt takes, with what follows it. */
    private Duration lease() {
        return settings.callTimeout().multipliedBy(2).plusSeconds(10);
    }

    private Uni<List<Delivery>> claim() {
        var free = settings.atOnce()
                - underWay.values().stream().mapToInt(Integer::intValue).sum();
        var busy = underWay.entrySet().stream()
                .filter(company -> company.getValue() >= settings.atOncePerCompany())
                .map(Map.Entry::getKey)
                .toList();
        return free <= 0
                ? Uni.createFrom().item(List.of())
                : transactions.readInConnection(
                        Scope.everyCompany(),
                        connection -> store.claim(connection, free, settings.atOncePerCompany(), busy, lease()));
    }

    /** Without waiting for it: a bot that takes its time must not hold up the others. */
    private void begin(Delivery delivery) {
        underWay.merge(delivery.companyId(), 1, Integer::sum);
        chores.once("tell a company's bot", () -> logged(delivery, tell(delivery))
                .onTermination()
                .invoke(() -> underWay.computeIfPresent(
                        delivery.companyId(), (company, count) -> count > 1 ? count - 1 : null)));
    }

    private Uni<Void> giveUpWaiting(List<Delivery> overdue) {
        return Multi.createFrom()
                .iterable(overdue)
                .onItem()
                .transformToUniAndConcatenate(delivery -> logged(delivery, giveUpWaiting(delivery)))
                .collect()
                .last();
    }

    /** Whatever fails here ends with the lease, or is looked at again the next time. */
    private static Uni<Void> logged(Delivery delivery, Uni<Void> work) {
        return work.onFailure().recoverWithUni(failure -> {
            LOG.warnf("Delivery %s is looked at again later: %s", delivery.id(), failure.getMessage());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> tell(Delivery delivery) {
        return transactions
                .readInConnection(
                        Scope.of(delivery.companyId()), connection -> store.find(connection, delivery.companyId()))
                .chain(bot -> bot == null || !bot.enabled()
                        ? handOver(delivery, "bot-switched-off", "The bot was switched off", null)
                        : tell(bot, delivery));
    }

    private Uni<Void> tell(Webhook bot, Delivery delivery) {
        var context = Vertx.currentContext();
        return told(delivery)
                .chain(body -> client.tell(bot, delivery.id(), body))
                .emitOn(onto(context)) // a timeout comes from another thread
                .map(DeliveryService::understood)
                .map(this::answer)
                .chain(answer -> apply(bot, delivery, answer, context))
                .onFailure()
                .recoverWithUni(failure -> failed(bot, delivery, failure));
    }

    private Uni<Buffer> told(Delivery delivery) {
        var reader = new Caller.Bot(delivery.companyId(), null, null);
        return reading.read(reader, delivery.conversationId(), (connection, state) -> messages.upTo(
                        connection, delivery.conversationId(), delivery.seq(), CONTEXT)
                .map(said -> written(new Told(
                        delivery.id(),
                        "message",
                        delivery.attempts(),
                        state.view(Side.STAFF, null),
                        said.get(said.size() - 1),
                        said))));
    }

    private static Buffer understood(WebhookClient.Answer answer) {
        if (answer.isSuccess()) {
            return answer.body();
        }
        var text = "HTTP " + answer.status();
        throw answer.isTransient() ? new IllegalStateException(text) : new Hopeless(text);
    }

    private BotAnswer answer(Buffer body) {
        if (body.toString().isBlank()) {
            return new BotAnswer(null, null);
        }
        try {
            var answer = json.readValue(body.getBytes(), BotAnswer.class);
            if (answer == null || !validator.validate(answer).isEmpty()) {
                throw new Hopeless("The answer is not one");
            }
            return answer;
        } catch (IOException e) {
            throw new Hopeless("The answer is no JSON of an answer");
        }
    }

    /** Where Hibernate keeps its session; others may have answered us elsewhere. */
    private static Executor onto(Context context) {
        return task -> context.runOnContext(back -> task.run());
    }

    private Uni<Void> apply(Webhook bot, Delivery delivery, BotAnswer answer, Context context) {
        var said = Uni.createFrom().item(true);
        for (int i = 0; i < answer.said().size(); i++) {
            var reply = answer.said().get(i);
            var name = "wh-" + delivery.id() + "-" + i;
            said = said.chain(goesOn ->
                    goesOn ? say(bot, delivery, reply, name) : Uni.createFrom().item(false));
        }
        return said.emitOn(onto(context))
                .chain(() -> handOff(bot, delivery, answer.handOff()))
                .chain(() -> settle(delivery, answer.isSilent() ? TOLD : DONE, null, Duration.ZERO));
    }

    /** Answers false when the bot may not speak any more, or said something else in an attempt before. */
    private Uni<Boolean> say(Webhook bot, Delivery delivery, Reply reply, String name) {
        return posting.post(delivery.companyId(), delivery.conversationId(), Author.BOT, bot.name(), reply.text(), name)
                .replaceWith(true)
                .onFailure(DeliveryService::isRefusal)
                .recoverWithItem(false);
    }

    private Uni<Void> handOff(Webhook bot, Delivery delivery, @Nullable HandOff packet) {
        return packet == null
                ? Uni.createFrom().voidItem()
                : conversations
                        .changing(
                                delivery.companyId(),
                                delivery.conversationId(),
                                locked -> handOffs.giveIfBots(locked, packet, bot.handOverText()))
                        .onFailure(DeliveryService::isRefusal)
                        .transform(refused -> new Hopeless("The hand-off names no department of the company"));
    }

    private Uni<Void> failed(Webhook bot, Delivery delivery, Throwable failure) {
        var text = failureText(failure);
        if (failure instanceof HttpProblem
                || failure instanceof Hopeless
                || delivery.attempts() >= settings.attempts()) {
            return handOver(delivery, "bot-failed", text, bot);
        }
        return settle(delivery, WAITING, text, pause(delivery.attempts()));
    }

    private Duration pause(int attempts) {
        var doubled = settings.firstPause().multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : doubled;
    }

    private Uni<Void> giveUpWaiting(Delivery delivery) {
        return transactions
                .readInConnection(
                        Scope.of(delivery.companyId()), connection -> store.find(connection, delivery.companyId()))
                .chain(bot -> handOver(delivery, "bot-silent", "No answer in time", bot));
    }

    /** People answer from now on, unless the bot has after all; in one transaction with the end of the delivery. */
    private Uni<Void> handOver(Delivery delivery, String reason, String failure, @Nullable Webhook bot) {
        var words = bot == null ? HandOffService.WITHOUT_WORDS : bot.handOverText();
        return conversations.changing(
                delivery.companyId(), delivery.conversationId(), locked -> rows.isOpen(delivery.id())
                        .chain(open -> !open
                                ? Uni.createFrom().voidItem()
                                : rows.hasAnswered(locked.id(), delivery.seq())
                                        .chain(answered -> end(delivery, locked, answered, reason, failure, words))));
    }

    private Uni<Void> end(
            Delivery delivery,
            LockedConversation locked,
            boolean answered,
            String reason,
            String failure,
            String words) {
        if (answered) {
            return rows.done(delivery.id());
        }
        return HandOffService.isBots(locked)
                ? rows.bury(locked.id(), failure)
                        .chain(() -> handOffs.giveIfBots(locked, HandOff.because(reason), words))
                : rows.moot(delivery.id(), failure);
    }

    private Uni<Void> settle(Delivery delivery, String state, @Nullable String failure, Duration pause) {
        return transactions
                .readInConnection(
                        Scope.of(delivery.companyId()),
                        connection -> store.settle(connection, delivery, state, failure, pause))
                .replaceWithVoid();
    }

    private Buffer written(Told told) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(told));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() < SERVER_ERROR;
    }

    private static String failureText(Throwable failure) {
        var text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return text.length() > FAILURE_AT_MOST ? text.substring(0, FAILURE_AT_MOST) : text;
    }
}
