package dev.sapa.salesforce.handoff;

import dev.sapa.salesforce.chat.ChatFailure;
import dev.sapa.salesforce.connection.Connection.Fallback;
import dev.sapa.salesforce.connection.TokenService.Access;
import dev.sapa.salesforce.handoff.HandoffStore.Held;
import dev.sapa.salesforce.handoff.HandoffStore.Look;
import dev.sapa.salesforce.handoff.Outbound.Content;
import dev.sapa.salesforce.handoff.Outbound.FileRef;
import dev.sapa.salesforce.vendor.SalesforceClient.FileUpload;
import dev.sapa.salesforce.vendor.SalesforceClient.Text;
import dev.sapa.salesforce.vendor.VendorFailure;
import dev.sapa.salesforce.vendor.VendorFailure.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The work on one hand-off while this replica has its lease: looks how things stand, does the next thing, looks again.
 * Everything is written down before it is done and when it is done, so that whoever has the lease next goes on from there.
 *
 * <p>Everything here runs on one event loop, the line's own, so that nothing needs a lock.
 */
final class Line {

    private static final Logger LOG = Logger.getLogger(Line.class);
    private static final long AT_ONCE = 0;
    private static final long WHEN_NUDGED = -1;
    private static final int FILE_AT_MOST = 64 * 1024 * 1024;
    private static final Duration STREAM_FIRST = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofMinutes(3);
    private static final Duration FAREWELL = Duration.ofMinutes(5);

    private final Context loop;
    private final LineKit kit;
    private final Consumer<Line> left;
    private final Ear ear;
    private final Pause pause;
    private final Pace pace;
    private final Held lease;

    private Handoff handoff;
    private @Nullable Access access;
    private @Nullable Uni<Access> minting;
    private @Nullable String returning;
    private @Nullable Instant failingSince;
    private @Nullable Instant endingSince;
    private boolean working;
    private boolean again;
    private boolean over;
    private boolean asked;
    private long notBefore = System.nanoTime();

    /** @param left called once, when nothing is left to do here */
    Line(Context loop, LineKit kit, Handoff handoff, Consumer<Line> left) {
        this.loop = loop;
        this.kit = kit;
        this.handoff = handoff;
        this.left = left;
        this.lease = new Held(handoff.id(), handoff.fence());
        this.pause = new Pause(kit.settings.firstPause(), kit.settings.longestPause());
        this.pace = new Pace(kit.settings.messagesPerMinute());
        this.ear = new Ear(this, kit);
    }

    /** The company has no Salesforce, or none any more. */
    private static final class NotConfigured extends RuntimeException {

        private static final long serialVersionUID = 1;

        private NotConfigured() {
            super("The company has no Salesforce configured", null, false, false);
        }
    }

    /** Looks whether there is something to do. Any thread. */
    void nudge() {
        loop.runOnContext(ignored -> go());
    }

    /** The lease is lost, or is to be given up: nothing is done here any more. Any thread. */
    void lose() {
        loop.runOnContext(ignored -> leave());
    }

    /** Tells Salesforce that the visitor types; what does not arrive at once does not matter. Any thread. */
    void visitorTypes(boolean typing) {
        loop.runOnContext(ignored -> {
            var current = access;
            if (!over && handoff.created() && current != null && current.isFresh(kit.clock.instant())) {
                kit.salesforce
                        .typing(current.org(), current.token(), handoff.remote(), typing)
                        .subscribe()
                        .with(told -> {}, lost -> {});
            }
        });
    }

    /** Any thread: it never changes. */
    Held lease() {
        return lease;
    }

    Handoff handoff() {
        return handoff;
    }

    void change(Handoff changed) {
        handoff = changed;
    }

    boolean isOver() {
        return over;
    }

    /** Lets the conversation wait here again, for the reason given. On the loop. */
    void giveBack(String reason) {
        if (returning == null && endingSince == null) {
            returning = reason;
            notBefore = System.nanoTime();
            go();
        }
    }

    <T> Uni<T> database(Function<SqlConnection, Uni<T>> work) {
        return here(kit.database(handoff.company(), work));
    }

    /** Continues on this line's loop, whoever answers. */
    <T> Uni<T> here(Uni<T> uni) {
        return uni.emitOn(command -> loop.runOnContext(ignored -> command.run()));
    }

    /** A call of Salesforce with a good token; with another one if that is not good any more. */
    <T> Uni<T> salesforce(Function<Access, Uni<T>> call) {
        return here(attempt(call, 2))
                .invoke(answer -> kit.breakers.answered(handoff.company()))
                .onFailure(VendorFailure.class)
                .invoke(failure -> {
                    if (failure.kind() == Kind.UNCERTAIN) {
                        kit.breakers.failed(handoff.company());
                    } else {
                        kit.breakers.answered(handoff.company());
                    }
                });
    }

    private <T> Uni<T> attempt(Function<Access, Uni<T>> call, int others) {
        return access().chain(current -> here(call.apply(current))
                .onFailure(failure -> isToken(failure) && others > 0)
                .recoverWithUni(() -> {
                    drop(current);
                    return attempt(call, others - 1);
                }));
    }

    Uni<Access> access() {
        var current = access;
        if (current != null && current.isFresh(kit.clock.instant())) {
            return Uni.createFrom().item(current);
        }
        var under = minting;
        if (under == null) {
            under = here(kit.tokens.mint(handoff.company(), handoff.subject()))
                    .onItem()
                    .ifNull()
                    .failWith(NotConfigured::new)
                    .invoke(minted -> access = minted)
                    .onTermination()
                    .invoke(() -> minting = null)
                    .memoize()
                    .indefinitely();
            minting = under;
        }
        return under;
    }

    void drop(Access used) {
        if (used.equals(access)) {
            access = null;
        }
    }

    static boolean isToken(Throwable failure) {
        return failure instanceof VendorFailure refused && refused.kind() == Kind.TOKEN;
    }

    private void go() {
        if (over) {
            return;
        }
        if (working) {
            again = true;
            return;
        }
        long early = notBefore - System.nanoTime();
        if (early > 0) {
            kit.vertx.setTimer(early / 1_000_000 + 1, timer -> nudge());
            return;
        }
        working = true;
        again = false;
        here(Uni.createFrom().deferred(this::step)).subscribe().with(this::rest, failure -> rest(failed(failure)));
    }

    private void rest(long millis) {
        working = false;
        if (over) {
            return;
        }
        if (millis > 0) {
            notBefore = System.nanoTime() + millis * 1_000_000;
        }
        if (again || millis >= 0) {
            nudge();
        }
    }

    private Uni<Long> step() {
        return database(connection -> kit.store.look(connection, handoff)).chain(look -> {
            if (look == null || look.state().equals("ended")) {
                leave();
                return after(WHEN_NUDGED);
            }
            if (look.state().equals("ending")) {
                return end(look);
            }
            if (returning != null) {
                return giveBackNow(returning);
            }
            if (!handoff.prepared()) {
                return prepare();
            }
            ear.begin();
            if (!handoff.created()) {
                return create();
            }
            if (look.behind()) {
                return catchUp(look.relayed());
            }
            if (look.next() != null) {
                return deliver(look.next(), false);
            }
            if (look.read() > 0) {
                return tellRead(look.read(), 0);
            }
            return look.transcript() != null && handoff.session() != null
                    ? tellTranscript(look.transcript(), handoff.session())
                    : after(WHEN_NUDGED);
        });
    }

    private Uni<Long> prepare() {
        return here(kit.chat.view(handoff.conversation())).chain(view -> {
            boolean ours = "salesforce".equals(view.getString("desk"))
                    && !"closed".equals(view.getString("status"))
                    && view.getLong("assignment_epoch", 0L) == handoff.epoch();
            if (!ours) {
                return endNow("gone");
            }
            if ("salesforce".equals(view.getString("channel"))) {
                return returned("refused"); // it comes from there
            }
            return here(kit.chat.lastMessages(handoff.conversation()))
                    .map(messages -> Preparation.of(view, messages))
                    .chain(told -> database(connection -> kit.store.prepared(connection, handoff, told))
                            .invoke(() -> handoff = handoff.asPrepared(told.attributes())))
                    .replaceWith(AT_ONCE);
        });
    }

    private Uni<Long> create() {
        return here(ear.opened().ifNoItem().after(STREAM_FIRST).recoverWithItem(() -> null))
                .chain(() -> {
                    long wait = kit.breakers.wait(handoff.company());
                    if (wait > 0) {
                        return isTooLong() ? returned("unreachable") : after(wait);
                    }
                    asked = true;
                    return salesforce(current -> kit.salesforce.create(
                                    current.org(), current.token(), handoff.remote(), handoff.attributes()))
                            .onFailure(failure -> isKind(failure, Kind.DUPLICATE))
                            .recoverWithNull()
                            .chain(() -> database(connection -> kit.store.created(connection, handoff)))
                            .map(mine -> {
                                handoff = handoff.asCreated();
                                well();
                                kit.count("handoffs");
                                return AT_ONCE;
                            });
                });
    }

    private Uni<Long> catchUp(long relayed) {
        return here(kit.chat.messagesAfter(handoff.conversation(), relayed))
                .chain(messages -> {
                    long upTo = messages.isEmpty()
                            ? relayed
                            : messages.get(messages.size() - 1).getLong("seq", relayed);
                    var said = messages.stream()
                            .filter(Preparation::isOfVisitor)
                            .map(Preparation::said)
                            .toList();
                    return database(connection -> kit.store.catchUp(connection, handoff, said, upTo));
                })
                .replaceWith(AT_ONCE);
    }

    private Uni<Long> deliver(Outbound next, boolean last) {
        long wait = kit.breakers.wait(handoff.company());
        if (wait > 0) {
            return isTooLong() && !last ? returned("unreachable") : after(wait);
        }
        long early = pace.untilNext(System.nanoTime());
        if (early > 0) {
            return after(early);
        }
        var there = next.uncertain()
                ? salesforce(current -> kit.salesforce.newest(current.org(), current.token(), handoff.remote()))
                        .map(entries -> entries.stream().anyMatch(entry -> entry.identifier()
                                .equalsIgnoreCase(next.id().toString())))
                : database(connection -> kit.store.sending(connection, handoff, next.id()))
                        .invoke(this::leaveUnless)
                        .replaceWith(false);
        return there.chain(known -> over || known ? Uni.createFrom().voidItem() : send(next))
                .chain(() -> settle(next, true))
                .onFailure(VendorFailure.class)
                .recoverWithUni(failure -> undelivered(next, failure, last));
    }

    private Uni<Void> send(Outbound next) {
        return send(next, null)
                .onFailure(failure -> isKind(failure, Kind.NO_SESSION))
                .recoverWithUni(() -> database(connection -> kit.store.newSession(connection, handoff))
                        .invoke(() -> handoff = handoff.inNewSession())
                        .chain(() -> send(next, handoff.attributes())))
                .onFailure(failure -> isKind(failure, Kind.DUPLICATE))
                .recoverWithNull();
    }

    private Uni<Void> send(Outbound next, @Nullable Map<String, String> session) {
        pace.sent(System.nanoTime());
        var file = next.content().file();
        return file == null ? say(next, next.content().text(), session) : send(next, file, session);
    }

    private Uni<Void> say(Outbound next, String text, @Nullable Map<String, String> session) {
        return salesforce(current -> kit.salesforce.say(
                current.org(), current.token(), handoff.remote(), new Text(next.id(), text, session)));
    }

    /** A file that Salesforce does not take goes as an address. */
    private Uni<Void> send(Outbound next, FileRef file, @Nullable Map<String, String> session) {
        return access().chain(current -> {
            if (!current.token().sendsFiles() || file.size() > current.token().mostBytes()) {
                return say(next, address(next.content(), file), session);
            }
            return here(kit.chat.file(file.path(), FILE_AT_MOST))
                    .map(content -> upload(next, file, content, session))
                    .chain(upload ->
                            salesforce(now -> kit.salesforce.send(now.org(), now.token(), handoff.remote(), upload)))
                    .onFailure(failure ->
                            isRefusal(failure) || (failure instanceof ChatFailure gone && !gone.isTransient()))
                    .recoverWithUni(() -> say(next, address(next.content(), file), session));
        });
    }

    private static FileUpload upload(
            Outbound next, FileRef file, Buffer content, @Nullable Map<String, String> session) {
        var caption = next.content().text();
        return new FileUpload(
                next.id(),
                UUID.nameUUIDFromBytes(file.path().getBytes(StandardCharsets.UTF_8)),
                file.name(),
                file.contentType(),
                content,
                caption.isBlank() ? null : caption,
                session);
    }

    private String address(Content content, FileRef file) {
        return (content.text() + "\n" + file.name() + ": " + kit.settings.publicUrl() + file.path()).strip();
    }

    private Uni<Long> undelivered(Outbound next, VendorFailure failure, boolean last) {
        return switch (failure.kind()) {
            case REFUSED -> {
                LOG.warnf("Salesforce refuses message %s of %s: %s", next.id(), handoff.id(), failure.getMessage());
                kit.count("messages_refused");
                yield settle(next, false);
            }
            case LOST -> last ? settle(next, false) : returned("lost");
            case UNCERTAIN -> Uni.createFrom().failure(failure);
            default ->
                database(connection -> kit.store.notSent(connection, handoff, next.id()))
                        .chain(() -> Uni.createFrom().failure(failure));
        };
    }

    private Uni<Long> settle(Outbound next, boolean sent) {
        return over
                ? after(WHEN_NUDGED)
                : database(connection -> sent
                                ? kit.store.sent(connection, handoff, next.id())
                                : kit.store.refused(connection, handoff, next.id()))
                        .map(mine -> {
                            leaveUnless(mine);
                            well();
                            return AT_ONCE;
                        });
    }

    private Uni<Long> tellRead(long seq, long told) {
        return database(connection -> kit.store.toTell(connection, handoff, seq, told))
                .chain(entry -> entry == null
                        ? after(AT_ONCE)
                        : salesforce(current -> kit.salesforce.acknowledge(
                                        current.org(), current.token(), handoff.remote(), entry.identifier()))
                                .onFailure(VendorFailure.class)
                                .recoverWithNull()
                                .chain(() -> tellRead(seq, entry.seq())));
    }

    /** Never worth a retry, and nothing waits for it. */
    private Uni<Long> tellTranscript(String transcript, String session) {
        return access().chain(current -> {
                    var oauth = current.org().oauth();
                    return oauth == null
                            ? Uni.createFrom().voidItem()
                            : here(kit.salesforce.writeTranscript(oauth, session, transcript));
                })
                .onFailure(VendorFailure.class)
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "What was said before in %s is not in Salesforce: %s", handoff.id(), failure.getMessage());
                    return Uni.createFrom().voidItem();
                })
                .chain(() -> database(connection -> kit.store.transcriptTold(connection, handoff)))
                .replaceWith(AT_ONCE);
    }

    private Uni<Long> giveBackNow(String reason) {
        LOG.infof("Conversation %s waits here again: %s", handoff.conversation(), reason);
        return here(kit.chat.returned(handoff.conversation(), handoff.epoch(), reason, kit.settings.returnedText()))
                .onFailure(failure -> failure instanceof ChatFailure done && done.isOver())
                .recoverWithNull()
                .chain(() -> database(connection -> kit.store.ending(connection, handoff, reason)))
                .invoke(() -> {
                    returning = null;
                    kit.count("returned");
                })
                .replaceWith(AT_ONCE);
    }

    private Uni<Long> end(Look look) {
        endingSince = endingSince == null ? kit.clock.instant() : endingSince;
        returning = null;
        boolean drains = look.endReason().equals("closed") && handoff.created() && !isOlder(endingSince, DRAIN);
        if (drains && look.behind()) {
            return catchUp(look.relayed());
        }
        if (drains && look.next() != null) {
            return deliver(look.next(), true);
        }
        ear.close();
        boolean isThere = handoff.created() || asked;
        if (!isThere || isOlder(endingSince, FAREWELL)) {
            return endNow(look.endReason());
        }
        return farewell().chain(() -> endNow(look.endReason()));
    }

    /** What is gone there already needs no farewell; what cannot be reached is tried again for a while. */
    private Uni<Void> farewell() {
        return salesforce(current -> kit.salesforce.endSession(current.org(), current.token(), handoff.remote()))
                .onFailure(Line::isRefusal)
                .recoverWithNull()
                .chain(() ->
                        salesforce(current -> kit.salesforce.close(current.org(), current.token(), handoff.remote())))
                .onFailure(failure -> isRefusal(failure) || failure instanceof NotConfigured)
                .recoverWithNull();
    }

    private Uni<Long> endNow(String reason) {
        return database(connection -> kit.store.ended(connection, handoff, reason))
                .invoke(this::leave)
                .replaceWith(WHEN_NUDGED);
    }

    private Uni<Long> returned(String reason) {
        returning = reason;
        return after(AT_ONCE);
    }

    /** How long to wait now that something failed. */
    private long failed(Throwable failure) {
        if (failure instanceof NotConfigured) {
            returning = "not-configured";
            return AT_ONCE;
        }
        if (failure instanceof VendorFailure answer) {
            return failed(answer);
        }
        if (failure instanceof ChatFailure answer && answer.isOver()) {
            over("taken-back");
        } else if (!(failure instanceof ChatFailure answer && answer.isTransient())) {
            LOG.warnf("Hand-off %s does not get on: %s", handoff.id(), failure);
        }
        return pause.next(null);
    }

    private long failed(VendorFailure failure) {
        LOG.debugf("Hand-off %s: %s", handoff.id(), failure.getMessage());
        if (!failure.isTransient() && failure.kind() != Kind.TOKEN) {
            LOG.warnf("Salesforce refuses hand-off %s: %s", handoff.id(), failure.getMessage());
            returning = failure.kind() == Kind.LOST ? "lost" : "refused";
            return endingSince == null ? AT_ONCE : pause.next(null);
        }
        failingSince = failingSince == null ? kit.clock.instant() : failingSince;
        if (isTooLong() && endingSince == null) {
            returning = "unreachable";
            return AT_ONCE;
        }
        return pause.next(failure.retryAfter());
    }

    /** Whether Salesforce has not done what it should for longer than the company wants to wait. */
    private boolean isTooLong() {
        var current = access;
        if (current != null && current.fallback() == Fallback.WAIT) {
            return false;
        }
        return handoff.created()
                ? failingSince != null && isOlder(failingSince, kit.settings.outageWithin())
                : isOlder(handoff.requestedAt(), kit.settings.acceptWithin());
    }

    /** The conversation is not Salesforce's any more, by chat-service's word. On the loop. */
    void over(String reason) {
        database(connection -> kit.store.ending(connection, handoff, reason))
                .subscribe()
                .with(ended -> nudge(), failure -> nudge());
    }

    private boolean isOlder(Instant since, Duration age) {
        return since.plus(age).isBefore(kit.clock.instant());
    }

    private void well() {
        failingSince = null;
        pause.over();
    }

    private void leaveUnless(boolean mine) {
        if (!mine) {
            leave();
        }
    }

    private void leave() {
        if (!over) {
            over = true;
            ear.close();
            left.accept(this);
        }
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof VendorFailure answer && !answer.isTransient();
    }

    private static boolean isKind(Throwable failure, Kind kind) {
        return failure instanceof VendorFailure answer && Objects.equals(answer.kind(), kind);
    }

    private static Uni<Long> after(long millis) {
        return Uni.createFrom().item(millis);
    }
}
