package dev.sapa.salesforce.handoff;

import dev.sapa.salesforce.chat.ChatClient.Word;
import dev.sapa.salesforce.chat.ChatFailure;
import dev.sapa.salesforce.exchange.NoReply;
import dev.sapa.salesforce.handoff.RemoteFiles.Refused;
import dev.sapa.salesforce.handoff.Saying.RemoteFile;
import dev.sapa.salesforce.vendor.Entry;
import dev.sapa.salesforce.vendor.EventStream;
import dev.sapa.salesforce.vendor.StreamEvent;
import dev.sapa.salesforce.vendor.VendorFailure;
import dev.sapa.salesforce.vendor.VendorFailure.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens to a hand-off in Salesforce and lets it have its effect here: once, and in the order in which Salesforce
 * wrote it down. After every gap the list of entries fills what the stream did not tell.
 *
 * <p>Runs on its line's loop.
 */
final class Ear {

    private static final Logger LOG = Logger.getLogger(Ear.class);

    /** What comes within this time is put into order. */
    private static final long GATHER_MS = 30;

    /** Events and entries may be written down by different clocks. */
    private static final long OVERLAP_MS = 60_000;

    /** A stream that says nothing of an event that it lost is found out in this time. */
    private static final long LOOK_AGAIN_MS = 30_000;

    private static final long LOOK_ANYWAY_NANOS = Duration.ofSeconds(4).toNanos();
    private static final int PAGE = 50;
    private static final int PAGES_AT_MOST = 100;
    private static final int LOST_AT_MOST = 3;
    private static final int APPLIED_AT_MOST = 500;
    private static final int UNLISTED_AT_MOST = 8;
    private static final long TYPING_MS = 5_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Line line;
    private final LineKit kit;
    private final Pause pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
    private final Pause patience = new Pause(Duration.ofMillis(250), Duration.ofSeconds(5));
    private final Numbers numbers = new Numbers();

    /** The last ones that had their effect, so that the database need not be asked about each repeat. */
    private final Map<String, Boolean> applied = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > APPLIED_AT_MOST;
        }
    };

    private final List<Heard> inbox = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable EventStream stream;
    private boolean begun;
    private boolean closed;
    private boolean opened;
    private boolean holding;
    private boolean applying;
    private int lost;
    private int unlisted;
    private long lookedAt = System.nanoTime();
    private long typingTimer = -1;

    Ear(Line line, LineKit kit) {
        this.line = line;
        this.kit = kit;
    }

    /** @param eventId where the stream stands with it; null when the list told it */
    private record Heard(Entry entry, @Nullable String eventId) {}

    /**
     * What an entry did.
     *
     * @param seq   of the message that it became
     * @param agent who answers there now
     */
    private record Effect(@Nullable Long seq, @Nullable String agent) {

        static final Effect NONE = new Effect(null, null);
    }

    void begin() {
        if (!begun) {
            begun = true;
            listen();
            lookAgain();
        }
    }

    private void lookAgain() {
        long millis = LOOK_AGAIN_MS - ThreadLocalRandom.current().nextLong(LOOK_AGAIN_MS / 4);
        kit.vertx.setTimer(millis, timer -> {
            if (!closed && !line.isOver()) {
                if (stream != null && !holding && line.handoff().created()) {
                    holding = true;
                    reconcile();
                }
                lookAgain();
            }
        });
    }

    void close() {
        closed = true;
        inbox.clear();
        var current = stream;
        if (current != null) {
            current.close();
        }
        tellWaiting();
    }

    /** Emits when the stream is open or has failed to open. */
    Uni<Void> opened() {
        return Uni.createFrom().emitter(emitter -> {
            if (opened || closed) {
                emitter.complete(null);
            } else {
                waiting.add(() -> emitter.complete(null));
            }
        });
    }

    private void tellWaiting() {
        var all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }

    private void listen() {
        if (closed || line.isOver()) {
            return;
        }
        var handoff = line.handoff();
        line.access()
                .chain(access -> {
                    var from = handoff.lastEventId();
                    return line.here(kit.salesforce.listen(
                                    access.org(),
                                    access.token(),
                                    from == null ? access.token().lastEventId() : from,
                                    this::hear,
                                    this::ended))
                            .onFailure(Line::isToken)
                            .invoke(() -> line.drop(access));
                })
                .subscribe()
                .with(this::listening, this::notListening);
    }

    private void listening(EventStream current) {
        if (closed) {
            current.close();
            return;
        }
        stream = current;
        opened = true;
        lost = 0;
        kit.count("streams_opened");
        tellWaiting();
        if (line.handoff().created()) {
            holding = true;
            reconcile();
        }
    }

    /** The stream came to its end, or was taken for dead. */
    private void ended() {
        stream = null;
        if (!closed) {
            later(pause.next(null));
        }
    }

    private void notListening(Throwable failure) {
        tellWaiting();
        if (closed || line.isOver()) {
            return;
        }
        if (failure instanceof VendorFailure refused && refused.kind() == Kind.LOST && ++lost >= LOST_AT_MOST) {
            line.giveBack("lost");
            return;
        }
        if (failure instanceof VendorFailure refused && refused.kind() == Kind.REFUSED) {
            line.giveBack("refused");
            return;
        }
        LOG.debugf("No stream for %s: %s", line.handoff().id(), failure.getMessage());
        if (line.handoff().created() && System.nanoTime() - lookedAt > LOOK_ANYWAY_NANOS) {
            reconcile();
        }
        later(pause.next(failure instanceof VendorFailure answer ? answer.retryAfter() : null));
    }

    private void later(long millis) {
        kit.vertx.setTimer(millis, timer -> listen());
    }

    /** Asks for everything since the last that is known, and lets it have its effect before what the stream says. */
    private void reconcile() {
        lookedAt = System.nanoTime();
        var since = Math.max(0, line.handoff().entriesSince() - OVERLAP_MS);
        var live = List.copyOf(inbox);
        inbox.clear();
        page(since, PAGES_AT_MOST)
                .subscribe()
                .with(
                        done -> {
                            inbox.addAll(live);
                            unlisted = 0;
                            holding = false;
                            pause.over();
                            patience.over();
                            drain();
                        },
                        failure -> {
                            inbox.addAll(live);
                            LOG.debugf("Entries of %s: %s", line.handoff().id(), failure.getMessage());
                            unlisted(failure);
                        });
    }

    /** What came meanwhile waits, so that nothing overtakes what was missed; but not for ever. */
    private void unlisted(Throwable failure) {
        if (closed || line.isOver()) {
            return;
        }
        if (++unlisted > UNLISTED_AT_MOST) {
            holding = false;
            drain();
        }
        if (stream != null) {
            kit.vertx.setTimer(
                    patience.next(failure instanceof VendorFailure answer ? answer.retryAfter() : null), timer -> {
                        if (stream != null && !closed && !line.isOver()) {
                            reconcile();
                        }
                    });
        }
    }

    private Uni<Void> page(long since, int others) {
        return line.salesforce(access -> kit.salesforce.since(
                        access.org(), access.token(), line.handoff().remote(), since))
                .chain(entries -> {
                    int at = 0;
                    for (var entry : entries) {
                        inbox.add(at++, new Heard(entry, null));
                    }
                    long last = entries.isEmpty()
                            ? 0
                            : entries.get(entries.size() - 1).at();
                    return entries.size() >= PAGE && last > since && others > 0
                            ? page(last, others - 1)
                            : Uni.createFrom().voidItem();
                });
    }

    private void hear(StreamEvent event) {
        if (event.isPing() || event.data().isEmpty()) {
            return;
        }
        boolean gap =
                numbers.skipBefore(event.id()) && !holding && line.handoff().created();
        holding = holding || gap;
        try {
            var entry = Entry.ofEvent(event.data());
            if (entry.conversationId().equalsIgnoreCase(line.handoff().remote().toString())) {
                inbox.add(new Heard(entry, event.id()));
                if (!holding && !applying) {
                    applying = true;
                    kit.vertx.setTimer(GATHER_MS, timer -> apply());
                }
            }
        } catch (IllegalArgumentException unreadable) {
            kit.count("events_unreadable");
            LOG.warnf(
                    "An event %s of %s cannot be read",
                    event.name(), line.handoff().id());
        }
        if (gap) {
            reconcile();
        }
    }

    private void drain() {
        if (!holding && !applying && !inbox.isEmpty()) {
            applying = true;
            apply();
        }
    }

    private void apply() {
        if (holding || inbox.isEmpty() || closed || line.isOver()) {
            applying = false;
            return;
        }
        var batch = new ArrayList<>(inbox);
        inbox.clear();
        batch.sort(Comparator.comparingLong(heard -> heard.entry().at()));
        Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(heard -> settled(heard).replaceWith(true))
                .collect()
                .last()
                .subscribe()
                .with(done -> apply(), failure -> {
                    LOG.warnf(
                            "What was heard of %s had no effect: %s",
                            line.handoff().id(), failure);
                    apply();
                });
    }

    /** Does not give up while the failure may pass. */
    private Uni<Void> settled(Heard heard) {
        return Uni.createFrom()
                .deferred(() -> closed || line.isOver() ? Uni.createFrom().voidItem() : apply(heard))
                .invoke(patience::over)
                .onFailure(failure -> failure instanceof ChatFailure over && over.isOver())
                .recoverWithUni(() -> {
                    line.over("taken-back");
                    return Uni.createFrom().voidItem();
                })
                .onFailure()
                .recoverWithUni(failure -> line.here(Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(Duration.ofMillis(patience.next(null))))
                        .chain(() -> settled(heard)));
    }

    private Uni<Void> apply(Heard heard) {
        var entry = heard.entry();
        if (entry.role().equals("EndUser") && line.handoff().session() != null) {
            return Uni.createFrom().voidItem(); // our own word, and what else it tells is known
        }
        return switch (entry.type()) {
            case "TypingStartedIndicator" -> typing(heard, true);
            case "TypingStoppedIndicator" -> typing(heard, false);
            case "ReadAcknowledgement" -> read(entry);
            case "Message", "ParticipantChanged", "RoutingResult", "SessionStatusChanged", "CloseConversation" ->
                once(heard);
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> once(Heard heard) {
        var entry = heard.entry();
        if (applied.containsKey(entry.identifier())) {
            return Uni.createFrom().voidItem();
        }
        return line.database(connection -> kit.store.isApplied(connection, line.handoff(), entry.identifier()))
                .chain(before -> before
                        ? Uni.createFrom().voidItem()
                        : effect(entry)
                                .onFailure(Ear::isHopeless)
                                .recoverWithItem(failure -> {
                                    LOG.warnf(
                                            "%s of %s is refused here: %s",
                                            entry.type(), line.handoff().id(), failure.getMessage());
                                    kit.count("entries_refused");
                                    return Effect.NONE;
                                })
                                .chain(effect -> note(heard, effect)));
    }

    /** Whether it would fail for ever, and everything behind it would wait for ever. */
    private static boolean isHopeless(Throwable failure) {
        return failure instanceof ChatFailure refused
                ? !refused.isTransient() && !refused.isOver()
                : failure instanceof ClassCastException
                        || failure instanceof IllegalArgumentException
                        || failure instanceof NullPointerException;
    }

    private Uni<Void> note(Heard heard, Effect effect) {
        var entry = heard.entry();
        var session = line.handoff().session() == null ? entry.session().orElse(null) : null;
        var before = line.handoff();
        var fresh = session != null && session.equals(before.formerSession()) ? null : session;
        var after = before.after(heard.eventId(), entry.at(), fresh, effect.agent());
        return line.database(connection ->
                        kit.store.applied(connection, after, entry.identifier(), effect.seq(), effect.agent() != null))
                .invoke(mine -> {
                    if (mine) {
                        applied.put(entry.identifier(), true);
                        line.change(merged(line.handoff(), after));
                        line.nudge();
                    } else {
                        line.lose();
                    }
                })
                .replaceWithVoid();
    }

    /** The line may have gone on meanwhile. */
    private static Handoff merged(Handoff now, Handoff after) {
        return now.after(after.lastEventId(), after.entriesSince(), after.session(), after.agentName());
    }

    private Uni<Effect> effect(Entry entry) {
        return switch (entry.type()) {
            case "Message" -> entry.role().equals("EndUser") ? nothing() : message(entry);
            case "ParticipantChanged" -> participants(entry);
            case "RoutingResult" -> routed(entry);
            case "SessionStatusChanged" -> session(entry);
            case "CloseConversation" -> end("ended-in-salesforce");
            default -> nothing();
        };
    }

    private Uni<Effect> message(Entry entry) {
        var handoff = line.handoff();
        boolean ofAgent = entry.role().equals("Agent");
        var name = entry.senderName() == null ? handoff.agentName() : entry.senderName();
        var joined = ofAgent && handoff.agentName() == null ? joined(name) : nothing();
        return joined.chain(before -> word(entry, name)
                .chain(word -> line.here(kit.chat.say(handoff.conversation(), handoff.epoch(), word)))
                .onFailure(failure -> failure instanceof ChatFailure known && known.isRepeat())
                .recoverWithItem(0L)
                .map(seq -> new Effect(seq == 0 ? null : seq, before.agent())));
    }

    private Uni<Word> word(Entry entry, @Nullable String name) {
        var saying = Saying.of(entry);
        if (saying.files().isEmpty()) {
            return Uni.createFrom().item(new Word(entry.identifier(), name, spoken(saying.text(), ""), List.of()));
        }
        var notes = new StringBuilder();
        return Multi.createFrom()
                .iterable(saying.files())
                .onItem()
                .transformToUniAndConcatenate(file -> bring(file, notes, 2))
                .filter(id -> !id.equals(NO_FILE))
                .collect()
                .asList()
                .map(ids -> new Word(
                        entry.identifier(),
                        name,
                        spoken(
                                (saying.text() + notes).strip(),
                                saying.files().get(0).name()),
                        ids));
    }

    private static final UUID NO_FILE = new UUID(0, 0);

    /** Brings a file here; one that cannot be brought is named in words. */
    private Uni<UUID> bring(RemoteFile file, StringBuilder notes, int others) {
        var handoff = line.handoff();
        return line.access()
                .chain(access ->
                        line.here(kit.files.fetch(access.org(), access.token().value(), file)))
                .chain(content -> line.here(kit.chat.upload(
                        handoff.conversation(), handoff.epoch(), file.name(), file.contentType(), content)))
                .onFailure(failure -> failure instanceof NoReply && others > 0)
                .recoverWithUni(() -> bring(file, notes, others - 1))
                .onFailure(failure -> failure instanceof Refused
                        || failure instanceof NoReply
                        || (failure instanceof ChatFailure refused && !refused.isTransient() && !refused.isOver()))
                .recoverWithItem(failure -> {
                    LOG.warnf("A file of %s is not brought: %s", handoff.id(), failure.getMessage());
                    kit.count("files_refused");
                    notes.append("\n[The file ").append(file.name()).append(" could not be brought here]");
                    return NO_FILE;
                });
    }

    private static String spoken(String text, String otherwise) {
        var proper = text.replace("\0", "");
        return !proper.isBlank() ? proper : otherwise.isBlank() ? "…" : otherwise;
    }

    private Uni<Effect> participants(Entry entry) {
        if (entry.payload().getValue("entries") instanceof JsonArray entries) {
            for (var item : entries) {
                if (item instanceof JsonObject change
                        && "add".equals(change.getValue("operation"))
                        && change.getValue("participant") instanceof JsonObject participant
                        && "Agent".equals(participant.getValue("role"))) {
                    return joined(change.getString("displayName"));
                }
            }
        }
        return nothing(); // who leaves may be followed by another; only the session's end is the end
    }

    private Uni<Effect> joined(@Nullable String name) {
        var handoff = line.handoff();
        var shown = name == null || name.isBlank() ? "Agent" : name;
        return line.here(kit.chat.joined(handoff.conversation(), handoff.epoch(), shown))
                .replaceWith(new Effect(null, shown));
    }

    private Uni<Effect> routed(Entry entry) {
        var failure = entry.payload().getString("failureType", "None");
        boolean first = "Initial".equals(entry.payload().getString("routingType", "Initial"));
        if (!failure.equals("None") && first && line.handoff().agentName() == null) {
            line.giveBack("routing-failed");
        }
        return nothing();
    }

    private Uni<Effect> session(Entry entry) {
        var status = entry.payload().getString("sessionStatus", "");
        var former = line.handoff().formerSession();
        boolean ofFormer = former != null && former.equals(entry.session().orElse(null));
        if (ofFormer) {
            return nothing();
        }
        if (status.equals("Error")) {
            line.giveBack("routing-failed");
            return nothing();
        }
        return status.equals("Ended") ? end("ended-by-agent") : nothing();
    }

    private Uni<Effect> end(String reason) {
        var handoff = line.handoff();
        return line.here(kit.chat.ended(handoff.conversation(), handoff.epoch(), reason))
                .chain(() -> line.database(connection -> kit.store.ending(connection, line.handoff(), reason)))
                .replaceWith(Effect.NONE);
    }

    private Uni<Void> read(Entry entry) {
        var handoff = line.handoff();
        var acknowledged = entry.payload()
                .getString(
                        "acknowledgedConversationEntryIdentifier",
                        entry.relatedRecords().isEmpty()
                                ? ""
                                : entry.relatedRecords().get(0));
        UUID id;
        try {
            id = UUID.fromString(acknowledged);
        } catch (IllegalArgumentException noneOfOurs) {
            return Uni.createFrom().voidItem();
        }
        return line.database(connection -> kit.store.seqOf(connection, handoff, id))
                .chain(seq -> seq == 0
                        ? Uni.createFrom().voidItem()
                        : line.here(kit.chat.read(handoff.conversation(), handoff.epoch(), seq)));
    }

    /** Only what the stream tells is of now. */
    private Uni<Void> typing(Heard heard, boolean typing) {
        if (heard.eventId() == null || heard.entry().role().equals("EndUser")) {
            return Uni.createFrom().voidItem();
        }
        var conversation = line.handoff().conversation();
        kit.vertx.cancelTimer(typingTimer);
        kit.signals.agentTypes(conversation, typing);
        if (typing) {
            typingTimer = kit.vertx.setTimer(TYPING_MS, timer -> kit.signals.agentTypes(conversation, false));
        }
        return Uni.createFrom().voidItem();
    }

    private static Uni<Effect> nothing() {
        return Uni.createFrom().item(Effect.NONE);
    }
}
