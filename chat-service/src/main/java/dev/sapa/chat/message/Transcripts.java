package dev.sapa.chat.message;

import dev.sapa.chat.conversation.ConversationState;
import dev.sapa.chat.conversation.Floor;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.events.MessagePosted.Author;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the messages of one transaction, in the order in which they came: positions without gaps,
 * repeats recognised, everybody refused who may not speak. Works on the locked conversations; used by one transaction,
 * one step at a time.
 */
final class Transcripts {

    private final Map<UUID, ConversationState> states = new HashMap<>();
    private final Map<UUID, ConversationState> changed = new LinkedHashMap<>();
    private final Map<MessageStore.Key, MessageView> known = new HashMap<>();
    private final Map<MessageStore.Key, NewMessage> freshByKey = new HashMap<>();
    private final List<NewMessage> fresh = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Map<UUID, MessageView> views = new HashMap<>();
    private final Answer whenAbsent;

    /** Senders to conversations that are not among {@code locked} are told {@code whenAbsent}. */
    Transcripts(List<ConversationState> locked, Answer whenAbsent) {
        locked.forEach(state -> states.put(state.id(), state));
        this.whenAbsent = whenAbsent;
    }

    /** Either an answer, or the fresh message from which it will be made. */
    private record Pending(
            @Nullable Answer answer, @Nullable NewMessage message, boolean duplicate) {}

    /** By what repeats among the messages would be known. */
    static List<MessageStore.Key> keys(List<Send> sends) {
        return sends.stream()
                .map(Transcripts::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    void remember(Map<MessageStore.Key, MessageView> stored) {
        known.putAll(stored);
    }

    /**
     * Decides about the next message.
     *
     * @param id its id, if it is written
     */
    void take(Send send, UUID id) {
        var state = states.get(send.conversationId());
        if (state == null) {
            pending.add(new Pending(whenAbsent, null, false));
            return;
        }
        try {
            pending.add(decide(send, state, id));
        } catch (HttpProblem problem) {
            pending.add(new Pending(new Answer.Refused(problem), null, false));
        }
    }

    /** The messages to write. */
    List<NewMessage> fresh() {
        return fresh;
    }

    /** The conversations that got some, as they stand after them. */
    Collection<ConversationState> changed() {
        return changed.values();
    }

    /** @param numbers of the fresh messages, in their order */
    void numbered(List<Long> numbers, Instant now) {
        for (int i = 0; i < fresh.size(); i++) {
            var message = fresh.get(i);
            views.put(message.id(), message.view(numbers.get(i), now));
        }
    }

    /** In the order in which the messages were taken. */
    List<Answer> answers() {
        return pending.stream().map(this::answer).toList();
    }

    private Pending decide(Send send, ConversationState state, UUID id) {
        var key = key(send);
        var stored = key == null ? null : known.get(key);
        state.floor().requireParty(send.speaker());
        if (stored != null) {
            requireSame(send.draft(), stored.text(), stored.messageType(), stored.attachments());
            return new Pending(new Answer.Posted(stored, true, state), null, true);
        }
        var sentAlready = key == null ? null : freshByKey.get(key);
        if (sentAlready != null) {
            var first = sentAlready.draft();
            requireSame(send.draft(), first.text(), first.messageType(), first.attachments());
            return new Pending(null, sentAlready, true);
        }
        if (state.floor().of(send.speaker()) == Floor.Right.CLAIM_FIRST) {
            return new Pending(new Answer.ClaimFirst(), null, false);
        }
        return new Pending(null, add(send, state, key, id), false);
    }

    private NewMessage add(Send send, ConversationState state, MessageStore.@Nullable Key key, UUID id) {
        var next = state.said(send.speaker().author());
        var message = new NewMessage(id, send, next, name(send, next), next.answered() && !state.answered());
        states.put(next.id(), next);
        changed.put(next.id(), next);
        fresh.add(message);
        if (key != null) {
            freshByKey.put(key, message);
        }
        return message;
    }

    private Answer answer(Pending one) {
        if (one.message() == null) {
            return Objects.requireNonNull(one.answer());
        }
        var view = Objects.requireNonNull(views.get(one.message().id()));
        return new Answer.Posted(view, one.duplicate(), one.message().state());
    }

    private static void requireSame(
            Draft draft, String text, String messageType, List<Map<String, Object>> attachments) {
        if (!draft.says(text, messageType, attachments)) {
            throw MessageProblem.clientMsgIdReused();
        }
    }

    private static MessageStore.@Nullable Key key(Send send) {
        var id = send.draft().clientMsgId();
        return id == null
                ? null
                : new MessageStore.Key(send.conversationId(), send.speaker().key(), id);
    }

    private static @Nullable String name(Send send, ConversationState state) {
        return send.speaker().author() == Author.VISITOR
                ? state.visitor().name()
                : send.speaker().name();
    }
}
