package dev.sapa.chat.keywordbot;

import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.keywordbot.KeywordBotStore.Task;
import dev.sapa.chat.log.Actor;
import dev.sapa.chat.message.AnsweringBot;
import dev.sapa.chat.message.MessagePosting;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers visitors where a company's built-in bot is the responder. What it has to answer is noted with the visitor's
 * message and struck out after the answer; the answer's {@code client_msg_id} is made of the message's id, so that a repeat
 * after a crash, or by another replica, is no second answer.
 */
@ApplicationScoped
public class KeywordBotService implements AnsweringBot {

    /** Why a conversation that a visitor asked a person for is not the bot's any more. */
    public static final String ASKED = "visitor-asked";

    private static final int SERVER_ERROR = 500;

    private final KeywordBotStore store;
    private final MessagePosting posting;
    private final ConversationService conversations;
    private final EventTransactions transactions;
    private final Chores chores;

    KeywordBotService(
            KeywordBotStore store,
            MessagePosting posting,
            ConversationService conversations,
            EventTransactions transactions,
            Chores chores) {
        this.store = store;
        this.posting = posting;
        this.conversations = conversations;
        this.transactions = transactions;
        this.chores = chores;
    }

    void start(@Observes StartupEvent event, KeywordBotSettings settings) {
        chores.every(settings.checkEvery(), "answer what was left unanswered", () -> catchUp(settings));
    }

    @Override
    public Uni<Void> note(SqlConnection connection, List<Heard> heard) {
        return store.note(connection, heard);
    }

    @Override
    public void answer(UUID company, UUID conversation) {
        chores.once("answer a visitor", () -> work(company, conversation));
    }

    /** Answers what the conversation has waiting, and tells whether the message has got a text of the bot's. */
    public Uni<Boolean> replied(UUID company, UUID conversation, UUID message) {
        return work(company, conversation)
                .chain(() -> transactions.readInConnection(
                        Scope.of(company), connection -> store.answered(connection, conversation, answerTo(message))));
    }

    Uni<Definition> definition(UUID company) {
        return find(company).onItem().ifNull().failWith(KeywordBotProblem::undefined);
    }

    Uni<Definition> define(UUID company, Definition definition) {
        return transactions
                .readInConnection(Scope.of(company), connection -> store.save(connection, company, definition))
                .replaceWith(definition);
    }

    /** Gives a company what a demonstration's bot says, unless it has decided for itself. */
    public Uni<Void> prepare(UUID company, Definition definition) {
        return transactions.readInConnection(
                Scope.of(company), connection -> store.saveIfAbsent(connection, company, definition));
    }

    Uni<Void> remove(UUID company) {
        return transactions.readInConnection(Scope.of(company), connection -> store.remove(connection, company));
    }

    private Uni<Void> catchUp(KeywordBotSettings settings) {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> store.behind(connection, settings.behindAfter()))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(behind -> work(behind.company(), behind.conversation())
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last();
    }

    /** Several at a time do no harm: each goes in the order of the questions, and repeats are known as such. */
    private Uni<Void> work(UUID company, UUID conversation) {
        return transactions
                .readInConnection(Scope.of(company), connection -> store.first(connection, conversation))
                .chain(task -> task == null
                        ? Uni.createFrom().voidItem()
                        : answer(task).chain(() -> work(company, conversation)));
    }

    private Uni<Void> answer(Task task) {
        return find(task.company()).chain(bot -> bot == null || !bot.enabled() ? leave(task) : answer(task, bot));
    }

    /** Without a bot nobody would ever answer. */
    private Uni<Void> leave(Task task) {
        return conversations.changing(task.company(), task.conversation(), locked -> store.doneInSession(task.message())
                .chain(first -> first
                        ? locked.handOver(new Actor(Author.BOT, null))
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> answer(Task task, Definition bot) {
        if (bot.asksForPerson(task.text())) {
            return conversations.changing(
                    task.company(), task.conversation(), locked -> store.doneInSession(task.message())
                            .chain(first -> first
                                    ? locked.handOver(ASKED, bot.handOver().text())
                                    : Uni.createFrom().voidItem()));
        }
        return bot.answerTo(task.text())
                .map(text -> say(task, bot, text))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> strike(task));
    }

    /** A refusal means that the bot is not the responder any more; then there is nothing for it to say. */
    private Uni<Void> say(Task task, Definition bot, String text) {
        return posting.post(task.company(), task.conversation(), Author.BOT, bot.name(), text, answerTo(task.message()))
                .replaceWithVoid()
                .onFailure(KeywordBotService::isRefusal)
                .recoverWithNull();
    }

    private Uni<Void> strike(Task task) {
        return transactions.readInConnection(
                Scope.of(task.company()), connection -> store.done(connection, task.message()));
    }

    private Uni<@Nullable Definition> find(UUID company) {
        return transactions.readInConnection(Scope.of(company), connection -> store.find(connection, company));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() < SERVER_ERROR;
    }

    private static String answerTo(UUID message) {
        return "kb-" + message;
    }
}
