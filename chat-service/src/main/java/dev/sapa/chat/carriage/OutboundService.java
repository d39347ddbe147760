package dev.sapa.chat.carriage;

import dev.sapa.chat.carriage.OutboundStore.Behind;
import dev.sapa.chat.carriage.OutboundStore.Fresh;
import dev.sapa.chat.carriage.OutboundStore.Item;
import dev.sapa.chat.carriage.OutboundStore.Reported;
import dev.sapa.chat.carriage.OutboundStore.Said;
import dev.sapa.chat.carriage.Parts.Part;
import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.file.FileKeeping;
import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.AccountService;
import dev.sapa.chat.provider.Outcome;
import dev.sapa.chat.provider.Outgoing;
import dev.sapa.events.DeliveryChanged.State;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Events;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the company says to the providers that carry its conversations. What has to go out stands in the conversations
 * themselves, so that nothing can be said without going out; a queue remembers how far each part has come. The next one of a
 * conversation waits until the one before is with the provider, or will never be.
 */
@ApplicationScoped
class OutboundService {

    private static final Logger LOG = Logger.getLogger(OutboundService.class);

    private static final int BATCH = 200;
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
    private static final String FAILED = "failed";
    private static final String READ = "read";

    private final OutboundStore store;
    private final AccountService accounts;
    private final ConversationService conversations;
    private final FileKeeping files;
    private final EventTransactions transactions;
    private final Chores chores;
    private final CarriageSettings settings;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();

    OutboundService(
            OutboundStore store,
            AccountService accounts,
            ConversationService conversations,
            FileKeeping files,
            EventTransactions transactions,
            Chores chores,
            CarriageSettings settings,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.conversations = conversations;
        this.files = files;
        this.transactions = transactions;
        this.chores = chores;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        chores.every(settings.checkEvery(), "send what providers carry", this::look);
    }

    private Uni<Void> look() {
        if (!looking.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return noteAll()
                .chain(this::hearReports)
                .chain(this::settleUnsure)
                .chain(this::sendDue)
                .onTermination()
                .invoke(() -> looking.set(false));
    }

    private Uni<Void> noteAll() {
        return everywhere(connection -> store.behind(connection, BATCH)).chain(behind -> apart(behind, this::note));
    }

    private Uni<Void> note(Behind thread) {
        return transactions.inConnection(
                Scope.of(thread.company()), (connection, events) -> store.lockThread(connection, thread.conversation())
                        .chain(noted -> noted == null
                                ? Uni.createFrom().voidItem()
                                : store.lastSeq(connection, thread.conversation())
                                        .chain(last -> note(connection, events, thread, noted, last))));
    }

    private Uni<Void> note(SqlConnection connection, Events events, Behind thread, long noted, long last) {
        var bundles = accounts.provider(thread.channel()).bundles();
        return store.fresh(connection, thread.conversation(), noted, last)
                .chain(fresh -> each(
                        fresh, message -> store.note(connection, events, thread, message, partsOf(message, bundles))))
                .chain(() -> store.noted(connection, thread.conversation(), last));
    }

    private static int partsOf(Fresh message, boolean bundles) {
        try {
            return Parts.of(message.text(), message.attachments(), bundles).size();
        } catch (HttpProblem malformed) {
            return 1; // and will fail
        }
    }

    private Uni<Void> hearReports() {
        return everywhere(connection -> store.reported(connection, BATCH)).chain(all -> apart(all, this::hear));
    }

    /** What follows of a report comes before it is struck out, so that no crash swallows it. */
    private Uni<Void> hear(Reported report) {
        var item = report.item();
        var scope = Scope.of(item.company());
        var heard = FAILED.equals(report.state())
                ? fail(item, report.reason() == null ? "refused" : report.reason())
                : transactions
                        .inConnection(scope, (connection, events) -> store.advance(connection, events, report))
                        .chain(() -> READ.equals(report.state())
                                ? conversations.readByVisitor(item.company(), item.conversation(), item.seq())
                                : Uni.createFrom().voidItem());
        return heard.chain(() -> transactions.readInConnection(scope, connection -> store.forget(connection, report)));
    }

    private Uni<Void> settleUnsure() {
        return everywhere(connection -> store.recover(connection, settings.lostAfter(), settings.unsureFor()))
                .chain(() -> everywhere(connection -> store.unsettled(connection, BATCH)))
                .chain(items -> apart(items, this::settle));
    }

    /** The provider had its time to say that it has it. */
    private Uni<Void> settle(Item item) {
        return withAccount(
                item,
                account ->
                        account == null || !accounts.provider(account.channel()).mayRepeat()
                                ? fail(item, "unconfirmed")
                                : in(item, connection -> store.again(connection, item)));
    }

    private Uni<Void> sendDue() {
        var room = settings.atOnce() - underWay.get();
        return room <= 0
                ? Uni.createFrom().voidItem()
                : everywhere(connection -> store.claim(connection, room, settings.atOncePerAccount()))
                        .invoke(items -> items.forEach(this::begin))
                        .replaceWithVoid();
    }

    private void begin(Item item) {
        underWay.incrementAndGet();
        chores.now("send a message", () -> send(item).onTermination().invoke(underWay::decrementAndGet));
    }

    private Uni<Void> send(Item item) {
        return withAccount(
                item,
                account -> account == null
                        ? fail(item, "account-gone")
                        : in(item, connection -> store.said(connection, item))
                                .chain(said -> said == null || said.takenBack()
                                        ? fail(item, "taken-back")
                                        : Uni.createFrom()
                                                .deferred(() -> outgoing(account, item, said))
                                                .chain(outgoing -> accounts.provider(account.channel())
                                                        .send(account, outgoing))
                                                .onFailure(HttpProblem.class)
                                                .recoverWithItem(OutboundService::refusal)
                                                .onFailure()
                                                .recoverWithItem(OutboundService::unsure)
                                                .chain(outcome -> settle(item, outcome))));
    }

    private static Outcome refusal(Throwable problem) {
        return ((HttpProblem) problem).getStatusCode() >= 500
                ? new Outcome.Later("unavailable", null, false)
                : new Outcome.Refused(
                        String.valueOf(((HttpProblem) problem).getParameters().get("code")));
    }

    private static Outcome unsure(Throwable failure) {
        LOG.warnf(failure, "Sending by a channel failed in a way of its own");
        return new Outcome.Unsure("interrupted");
    }

    private Uni<Outgoing> outgoing(Account account, Item item, Said said) {
        var parts = Parts.of(
                said.text(),
                said.attachments(),
                accounts.provider(account.channel()).bundles());
        var part = parts.get(Math.min(item.key().part(), parts.size() - 1));
        return (part.files().isEmpty()
                        ? Uni.createFrom().item(List.<FileKeeping.Held>of())
                        : files.hold(item.company(), item.conversation(), part.files()))
                .map(held -> outgoing(item, said, part, held));
    }

    private static Outgoing outgoing(Item item, Said said, Part part, List<FileKeeping.Held> held) {
        var files = held.stream()
                .map(file -> new Outgoing.File(file.name(), file.contentType(), file.picture(), file.content()))
                .toList();
        return new Outgoing(
                item.conversation(),
                item.key().text(),
                item.address(),
                part.text(),
                files,
                part.template(),
                said.authorName(),
                said.subject(),
                said.lastHeard(),
                said.thread(),
                said.byMachine());
    }

    private Uni<Void> settle(Item item, Outcome outcome) {
        if (outcome instanceof Outcome.Sent sent) {
            return telling(item, (connection, events) -> store.sent(connection, events, item, sent.providerId()));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return fail(item, refused.reason());
        }
        if (outcome instanceof Outcome.Unsure unsure) {
            return isGivenUp(item)
                    ? fail(item, "unconfirmed")
                    : telling(
                            item,
                            (connection, events) ->
                                    store.unsure(connection, events, item, unsure.reason(), settings.unsureFor()));
        }
        var later = (Outcome.Later) outcome;
        return isGivenUp(item)
                ? fail(item, later.reason())
                : telling(
                        item, (connection, events) -> store.later(connection, events, item, later, pause(item, later)));
    }

    private boolean isGivenUp(Item item) {
        return item.attempts() >= settings.attempts()
                || item.notedAt().toInstant().isBefore(clock.instant().minus(GIVE_UP_AFTER));
    }

    private Duration pause(Item item, Outcome.Later later) {
        if (later.after() != null) {
            return later.after();
        }
        var pause = settings.backOff().multipliedBy(1L << Math.min(item.attempts() - 1, 16));
        return pause.compareTo(settings.backOffAtMost()) < 0 ? pause : settings.backOffAtMost();
    }

    /** Whoever said it must see that it did not arrive. */
    private Uni<Void> fail(Item item, String reason) {
        return conversations.changing(
                item.company(), item.conversation(), locked -> store.failInSession(item.key(), reason)
                        .chain(failed -> failed
                                ? complain(locked, item, reason)
                                : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> complain(LockedConversation locked, Item item, String reason) {
        locked.fares(item.key().message(), item.seq(), State.FAILED, reason);
        return locked.say(
                "A message could not be delivered to the customer: " + reason,
                "delivery:" + item.key().text());
    }

    private Uni<Void> withAccount(Item item, Function<@Nullable Account, Uni<Void>> work) {
        return in(item, connection -> accounts.read(connection, item.account())).chain(work::apply);
    }

    private <T> Uni<T> in(Item item, Function<SqlConnection, Uni<T>> work) {
        return transactions.readInConnection(Scope.of(item.company()), work);
    }

    private Uni<Void> telling(Item item, BiFunction<SqlConnection, Events, Uni<Void>> work) {
        return transactions.inConnection(Scope.of(item.company()), work);
    }

    private <T> Uni<T> everywhere(Function<SqlConnection, Uni<T>> work) {
        return transactions.readInConnection(Scope.everyCompany(), work);
    }

    /** One after the other; one that fails is left for the next look. */
    private static <T> Uni<Void> apart(List<T> all, Function<T, Uni<Void>> work) {
        return each(all, one -> work.apply(one)
                .onFailure()
                .invoke(failure -> LOG.warnf("Left for later: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull());
    }

    /** One after the other. */
    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> work) {
        var done = Uni.createFrom().voidItem();
        for (var one : all) {
            done = done.chain(() -> work.apply(one));
        }
        return done;
    }
}
