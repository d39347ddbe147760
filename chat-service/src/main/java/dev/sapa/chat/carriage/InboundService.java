package dev.sapa.chat.carriage;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.carriage.InboundStore.Contact;
import dev.sapa.chat.carriage.InboundStore.Task;
import dev.sapa.chat.carriage.InboundStore.Waiting;
import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.Opening;
import dev.sapa.chat.file.FileKeeping;
import dev.sapa.chat.log.Action;
import dev.sapa.chat.message.AnsweringBot;
import dev.sapa.chat.message.MessagePosting;
import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.AccountService;
import dev.sapa.chat.provider.Incoming;
import dev.sapa.chat.provider.Media;
import dev.sapa.chat.provider.Report;
import dev.sapa.chat.visitor.Introduction;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what providers deliver. A delivery is first written down, once for each of the provider's ids, and the provider
 * is answered; then each contact's deliveries come into their conversation one after the other, in the order in which they
 * came. Every step can be done again: where a message goes is decided once, and its name in the conversation is made of the
 * provider's.
 */
@ApplicationScoped
public class InboundService {

    private static final Logger LOG = Logger.getLogger(InboundService.class);

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration TOO_MUCH_PAUSE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 64;
    private static final int IDENTITY_ATTEMPTS = 20;
    private static final int GIVE_UP_AFTER = 15;
    private static final int NAME_AT_MOST = 200;
    private static final int TOPIC_AT_MOST = 250;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final String CLOSED = "conversation-closed";
    private static final String REUSED = "client-msg-id-reused";
    private static final String AUTOMATIC = "automatic";

    private final InboundStore store;
    private final AccountService accounts;
    private final VisitorService visitors;
    private final ConversationService conversations;
    private final FileKeeping files;
    private final MessagePosting posting;
    private final AnsweringBot bot;
    private final EventTransactions transactions;
    private final Chores chores;
    private final CarriageSettings settings;
    private final AtomicBoolean catchingUp = new AtomicBoolean();

    InboundService(
            InboundStore store,
            AccountService accounts,
            VisitorService visitors,
            ConversationService conversations,
            FileKeeping files,
            MessagePosting posting,
            AnsweringBot bot,
            EventTransactions transactions,
            Chores chores,
            CarriageSettings settings) {
        this.store = store;
        this.accounts = accounts;
        this.visitors = visitors;
        this.conversations = conversations;
        this.files = files;
        this.posting = posting;
        this.bot = bot;
        this.transactions = transactions;
        this.chores = chores;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        chores.every(settings.checkEvery(), "take in what was left behind", this::catchUp);
        chores.every(
                FORGET_EVERY,
                "forget old providers' ids",
                () -> transactions.readInConnection(
                        Scope.everyCompany(), connection -> store.forget(connection, settings.remember())));
    }

    /** Emits when all of it is written down, and cannot be lost any more. */
    public Uni<Void> receive(Account account, List<Incoming> incoming, List<Report> reports) {
        var fit = incoming.stream().map(InboundService::fit).toList();
        return transactions
                .readInConnection(Scope.of(account.company()), connection -> (fit.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : store.add(connection, account, fit))
                        .chain(() -> reports.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : store.addReports(connection, account, reports)))
                .invoke(() -> fit.stream()
                        .map(Incoming::address)
                        .distinct()
                        .forEach(address -> begin(new Waiting(account.company(), account.id(), address))));
    }

    /** Whether the provider's id came by the account before. */
    public Uni<Boolean> knows(Account account, String providerId) {
        return transactions
                .readInConnection(
                        Scope.of(account.company()), connection -> store.came(connection, account.id(), providerId))
                .map(came -> came != null);
    }

    private static Incoming fit(Incoming given) {
        return new Incoming(
                given.providerId(),
                given.address(),
                Words.fit(given.name(), NAME_AT_MOST),
                given.phone(),
                given.email(),
                given.sentAt(),
                Words.fit(given.text()),
                given.system(),
                given.edits(),
                Words.fit(given.subject(), TOPIC_AT_MOST),
                given.references(),
                given.media(),
                given.automatic());
    }

    private void begin(Waiting waiting) {
        chores.now("take in a message", () -> work(waiting));
    }

    private Uni<Void> catchUp() {
        if (!catchingUp.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return transactions
                .readInConnection(
                        Scope.everyCompany(), connection -> store.behind(connection, settings.checkEvery(), AT_ONCE))
                .invoke(behind -> behind.forEach(this::begin))
                .replaceWithVoid()
                .onTermination()
                .invoke(() -> catchingUp.set(false));
    }

    /** Does nothing while somebody else is at it. */
    private Uni<Void> work(Waiting waiting) {
        var scope = Scope.of(waiting.company());
        return transactions
                .readInConnection(scope, connection -> store.lease(connection, waiting, LEASE))
                .chain(lease -> lease == null ? Uni.createFrom().voidItem() : next(waiting, lease));
    }

    private Uni<Void> next(Waiting waiting, OffsetDateTime lease) {
        var scope = Scope.of(waiting.company());
        return transactions
                .readInConnection(scope, connection -> store.first(connection, waiting))
                .chain(task -> task == null || !task.due()
                        ? transactions.readInConnection(scope, connection -> store.release(connection, waiting, lease))
                        : takeIn(waiting, task)
                                .chain(() -> transactions.readInConnection(
                                        scope, connection -> store.extend(connection, waiting, lease, LEASE)))
                                .chain(longer ->
                                        longer == null ? Uni.createFrom().voidItem() : next(waiting, longer)));
    }

    private Uni<Void> takeIn(Waiting waiting, Task task) {
        return transactions
                .readInConnection(
                        Scope.of(waiting.company()), connection -> accounts.read(connection, waiting.account()))
                .chain(account -> account == null ? Uni.createFrom().voidItem() : takeIn(account, waiting, task))
                .onFailure()
                .recoverWithUni(failure -> postpone(waiting, task, failure));
    }

    private Uni<Void> takeIn(Account account, Waiting waiting, Task task) {
        return isTooMuch(account, waiting).chain(tooMuch -> {
            if (tooMuch) {
                return transactions.readInConnection(
                        Scope.of(account.company()),
                        connection -> store.hold(connection, account.id(), task.providerId(), TOO_MUCH_PAUSE));
            }
            return task.incoming().edits() == null ? place(account, task, false) : edit(account, task);
        });
    }

    private Uni<Boolean> isTooMuch(Account account, Waiting waiting) {
        var hourly = accounts.provider(account.channel()).hourly();
        return hourly == null
                ? Uni.createFrom().item(false)
                : transactions
                        .readInConnection(
                                Scope.of(account.company()), connection -> store.takenWithinHour(connection, waiting))
                        .map(taken -> taken >= hourly);
    }

    private Uni<Void> postpone(Waiting waiting, Task task, Throwable failure) {
        LOG.warnf("A delivery to channel account %s waits: %s", waiting.account(), failure.getMessage());
        var hopeless = task.attempts() >= GIVE_UP_AFTER && isRefusal(failure);
        return transactions.readInConnection(
                Scope.of(waiting.company()),
                connection -> hopeless
                        ? store.done(connection, waiting.account(), task, null, "refused")
                        : store.postpone(connection, waiting.account(), task.providerId(), pause(task.attempts())));
    }

    private Duration pause(int attempts) {
        var pause = settings.backOff().multipliedBy(1L << Math.min(attempts, 16));
        return pause.compareTo(settings.backOffAtMost()) < 0 ? pause : settings.backOffAtMost();
    }

    private Uni<Void> place(Account account, Task task, boolean anew) {
        return transactions
                .inSession(Scope.of(account.company()), events -> decide(events, account, task, anew))
                .onFailure(VisitorService.IdentityTaken.class)
                .retry()
                .atMost(IDENTITY_ATTEMPTS)
                .chain(conversation -> {
                    if (conversation == null) {
                        return done(account, task, null, AUTOMATIC);
                    }
                    return task.incoming().automatic()
                            ? remark(account, task, conversation)
                            : kept(account, task, conversation, anew)
                                    .chain(kept -> post(account, task, conversation, kept));
                })
                .onFailure(failure -> !anew && isProblem(failure, CLOSED))
                .recoverWithUni(() -> place(account, task, true));
    }

    /**
     * Into which conversation it goes; the item is null when it goes into none.
     *
     * @param anew whether the place that was decided before ended before the message got there
     */
    private Uni<@Nullable UUID> decide(Events events, Account account, Task task, boolean anew) {
        return store.lockContact(account.id(), task.incoming().address()).chain(contact -> {
            if (task.conversation() != null && !anew) {
                return Uni.createFrom().item(task.conversation());
            }
            return candidate(account, task, contact)
                    .chain(found -> open(events, found))
                    .chain(open -> task.incoming().automatic()
                            ? Uni.createFrom().item(open)
                            : visitors.identify(account.company(), introduction(task.incoming(), contact))
                                    .chain(visitor -> (open == null
                                                    ? begin(events, account, task, visitor)
                                                    : Uni.createFrom().item(open))
                                            .call(id -> store.decide(account, task, visitor, id))));
        });
    }

    private Uni<@Nullable UUID> candidate(Account account, Task task, Contact contact) {
        return accounts.provider(account.channel()).threads()
                ? store.threadOf(account.id(), task.incoming())
                : Uni.createFrom().item(contact.conversation());
    }

    /** Locked, so that it does not end before this transaction does. */
    private Uni<@Nullable UUID> open(Events events, @Nullable UUID found) {
        return found == null
                ? Uni.createFrom().nullItem()
                : conversations
                        .lock(events, found)
                        .map(locked -> locked.isOpen() ? found : null)
                        .onFailure(HttpProblem.class)
                        .recoverWithNull();
    }

    private Uni<UUID> begin(Events events, Account account, Task task, UUID visitor) {
        var subject = task.incoming().subject();
        var topic = subject == null || subject.isBlank() ? account.name() : subject;
        var opening = new Opening(
                account.channel(),
                topic,
                Priority.NORMAL,
                true,
                null,
                null,
                account.bot() ? Responder.BOT : Responder.AGENT,
                account.department());
        return conversations.open(events, account.company(), visitor, opening).map(ConversationService.Opened::id);
    }

    private static Introduction introduction(Incoming incoming, Contact contact) {
        if (contact.visitor() == null && incoming.phone() != null) {
            return Introduction.ofCaller(incoming.phone(), incoming.name(), null, null);
        }
        return new Introduction(
                contact.visitor(),
                null,
                null,
                null,
                incoming.email(),
                incoming.phone(),
                incoming.name(),
                null,
                contact.visitor() != null);
    }

    /**
     * What came with a message, kept.
     *
     * @param lines about what could not be
     */
    private record Kept(JsonArray attachments, boolean pictures, JsonArray lines) {

        static Kept of(JsonObject stored) {
            return new Kept(
                    stored.getJsonArray("attachments"),
                    stored.getBoolean("pictures"),
                    stored.getJsonArray("lines", new JsonArray()));
        }

        JsonObject stored() {
            return new JsonObject()
                    .put("attachments", attachments)
                    .put("pictures", pictures)
                    .put("lines", lines);
        }
    }

    private Uni<Kept> kept(Account account, Task task, UUID conversation, boolean anew) {
        if (task.kept() != null && !anew) {
            return Uni.createFrom().item(Kept.of(task.kept()));
        }
        var all = Uni.createFrom().item(new Kept(new JsonArray(), true, new JsonArray()));
        for (var media : task.incoming().media()) {
            all = all.chain(before -> kept(account, task, conversation, media, before));
        }
        return task.incoming().media().isEmpty()
                ? all
                : all.call(kept -> transactions.readInConnection(
                        Scope.of(account.company()),
                        connection -> store.keep(connection, account.id(), task.providerId(), kept.stored())));
    }

    private Uni<Kept> kept(Account account, Task task, UUID conversation, Media media, Kept before) {
        return accounts.provider(account.channel())
                .fetch(
                        account,
                        media,
                        download -> files.keep(account.company(), conversation, download.name(), download.content()))
                .map(kept -> new Kept(
                        before.attachments().copy().add(new JsonObject(kept.attachment())),
                        before.pictures() && kept.picture(),
                        before.lines()))
                .onFailure(failure -> isRefusal(failure) || task.attempts() + 1 >= settings.fetches())
                .recoverWithItem(failure -> new Kept(
                        before.attachments(),
                        before.pictures(),
                        before.lines().copy().add(missing(media, failure))));
    }

    private static String missing(Media media, Throwable failure) {
        var why = isRefusal(failure) ? ((HttpProblem) failure).getTitle() : "it could not be fetched";
        return "[File %s: %s]".formatted(media.name() == null ? "without a name" : Words.fit(media.name(), 120), why);
    }

    private Uni<Void> post(Account account, Task task, UUID conversation, Kept kept) {
        var incoming = task.incoming();
        var attachments = InboundStore.entries(kept.attachments());
        return posting.post(
                        account.company(),
                        conversation,
                        Author.VISITOR,
                        null,
                        text(incoming, kept),
                        type(incoming, kept),
                        attachments,
                        Words.nameOf(account.id(), task.providerId()))
                .invoke(posted -> {
                    if (Responder.BOT.toString().equals(posted.conversation().responder())) {
                        bot.answer(account.company(), conversation);
                    }
                })
                .chain(posted -> done(account, task, posted.message().id(), null))
                // It is there, from an attempt that ended too early to be noted.
                .onFailure(failure -> isProblem(failure, REUSED))
                .recoverWithUni(() -> done(account, task, null, REUSED));
    }

    private static String text(Incoming incoming, Kept kept) {
        var lines = new ArrayList<String>();
        if (!incoming.text().isBlank()) {
            lines.add(incoming.text().strip());
        }
        kept.lines().forEach(line -> lines.add(line.toString()));
        if (lines.isEmpty()) {
            kept.attachments().forEach(file -> lines.add(((JsonObject) file).getString("name")));
        }
        return lines.isEmpty() ? "[Empty message]" : Words.fit(String.join("\n", lines));
    }

    private static @Nullable String type(Incoming incoming, Kept kept) {
        if (!kept.attachments().isEmpty()) {
            return kept.pictures() ? "image" : "file";
        }
        return incoming.system() || (incoming.text().isBlank() && !kept.lines().isEmpty()) ? "system" : null;
    }

    /** Said by the suite: no bot is told of it, and it does not go out. */
    private Uni<Void> remark(Account account, Task task, UUID conversation) {
        return conversations.changing(account.company(), conversation, locked -> store.doneInSession(
                        account.id(), task.providerId(), conversation)
                .chain(first -> first
                        ? locked.say(
                                "[Automatic answer] " + task.incoming().text(),
                                Words.nameOf(account.id(), task.providerId()))
                        : Uni.createFrom().voidItem()));
    }

    /** What a customer corrects is corrected where it stands; of what we do not know, a line tells. */
    private Uni<Void> edit(Account account, Task task) {
        var incoming = task.incoming();
        return transactions
                .readInConnection(
                        Scope.of(account.company()),
                        connection -> store.came(connection, account.id(), String.valueOf(incoming.edits())))
                .chain(came -> {
                    var message = came == null ? null : came.message();
                    var conversation = came == null ? null : came.conversation();
                    return message == null || conversation == null
                            ? place(account, asNew(task), false)
                            : amend(account, conversation, message, incoming.text())
                                    .chain(() -> done(account, task, null, null));
                });
    }

    private Uni<Void> amend(Account account, UUID conversation, UUID message, String text) {
        return text.isBlank()
                ? Uni.createFrom().voidItem()
                : conversations.changing(
                        account.company(),
                        conversation,
                        locked -> locked.amend(
                                message, text, Action.MESSAGE_EDITED, new Caller.Portal(account.company())));
    }

    private static Task asNew(Task task) {
        var edit = task.incoming();
        var line = new Incoming(
                edit.providerId(),
                edit.address(),
                edit.name(),
                edit.phone(),
                edit.email(),
                edit.sentAt(),
                "[Edited] " + edit.text(),
                true,
                null,
                edit.subject(),
                edit.references(),
                edit.media());
        return new Task(task.providerId(), line, task.kept(), task.conversation(), task.attempts(), task.due());
    }

    private Uni<Void> done(Account account, Task task, @Nullable UUID message, @Nullable String problem) {
        return transactions.readInConnection(
                Scope.of(account.company()),
                connection -> store.done(connection, account.id(), task, message, problem));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof HttpProblem problem
                && problem.getStatusCode() >= CLIENT_ERROR
                && problem.getStatusCode() < SERVER_ERROR;
    }

    private static boolean isProblem(Throwable failure, String code) {
        return failure instanceof HttpProblem problem
                && code.equals(problem.getParameters().get("code"));
    }
}
