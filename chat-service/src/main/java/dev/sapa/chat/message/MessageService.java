package dev.sapa.chat.message;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.assignment.ClaimService;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.conversation.Speaker;
import dev.sapa.chat.file.Attachments;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.MessagePosted.Author;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Posting and reading messages. */
@ApplicationScoped
class MessageService {

    private final SendLanes lanes;
    private final MessageStore messages;
    private final ConversationReading reading;
    private final ClaimService claims;
    private final Attachments attachments;
    private final ConversationService conversations;
    private final AnsweringBot bot;
    private final Outlet outlet;
    private final MessageQuota quota;

    MessageService(
            SendLanes lanes,
            MessageStore messages,
            ConversationReading reading,
            ClaimService claims,
            Attachments attachments,
            ConversationService conversations,
            AnsweringBot bot,
            Outlet outlet,
            MessageQuota quota) {
        this.lanes = lanes;
        this.messages = messages;
        this.reading = reading;
        this.claims = claims;
        this.attachments = attachments;
        this.conversations = conversations;
        this.bot = bot;
        this.outlet = outlet;
        this.quota = quota;
    }

    /**
     * What the sender is told.
     *
     * @param duplicate whether the message had been there before
     */
    record PostedView(MessageView message, boolean duplicate, ConversationView conversation) {}

    /**
     * A part of a transcript.
     *
     * @param nextSeq where it goes on in the asked direction; null at the end
     */
    record Page(List<MessageView> items, @Nullable Long nextSeq, long lastSeq) {}

    /** Emits after the commit. A human of the company who is not the responder takes the conversation over first. */
    Uni<PostedView> post(Caller caller, UUID conversation, PostMessageRequest request) {
        requireHeld(caller, conversation);
        return reading.visitorOf(caller)
                .chain(visitor -> send(caller, conversation, request, visitor)
                        .chain(answer -> answer instanceof Answer.Refused && caller instanceof Caller.CompanyUser
                                ? sendAsMerged(caller, conversation, request, visitor, answer)
                                : Uni.createFrom().item(answer)))
                .chain(answer -> told(caller, conversation, answer));
    }

    /** Posts what an agent of another desk says; refused unless that desk has the conversation now. */
    Uni<PostedView> postAtDesk(Caller caller, UUID conversation, DeskMessageResource.DeskMessageRequest request) {
        return reading.read(caller, conversation, (connection, state) -> Uni.createFrom()
                        .item(state.facts().companyId()))
                .map(company -> Speaker.atDesk(company, request.epoch(), request.authorName()))
                .chain(speaker -> checked(conversation, speaker, Draft.of(request.message()))
                        .chain(draft -> lanes.send(conversation, speaker, draft)))
                .chain(answer -> told(caller, conversation, answer));
    }

    private Uni<Answer> send(Caller caller, UUID conversation, PostMessageRequest request, @Nullable UUID visitor) {
        var speaker = speaker(caller, visitor, request);
        return checked(conversation, speaker, Draft.of(request))
                .call(draft -> admitted(conversation, speaker, draft))
                .chain(draft -> send(caller, conversation, speaker, draft));
    }

    /** What the company says must be able to go out, and a visitor must not say too much. */
    private Uni<Void> admitted(UUID conversation, Speaker speaker, Draft draft) {
        if (speaker.author() == Author.VISITOR) {
            return speaker.writtenBy() == null
                    ? quota.admit(speaker.companyId(), conversation, speaker.key(), draft.clientMsgId())
                    : Uni.createFrom().voidItem();
        }
        return outlet.admit(speaker.companyId(), conversation, speaker.key(), draft.clientMsgId(), draft.attachments());
    }

    private static Speaker speaker(Caller caller, @Nullable UUID visitor, PostMessageRequest request) {
        var speaker = Speaker.of(caller, visitor);
        if (!(caller instanceof Caller.Staff staff)) {
            return speaker;
        }
        if (request.forVisitor()) {
            return Speaker.writtenDown(staff);
        }
        return request.interject() && staff.oversees() ? speaker.interject() : speaker;
    }

    /** Once more, if the company's user became another visitor between our look and the commit. */
    private Uni<Answer> sendAsMerged(
            Caller caller, UUID conversation, PostMessageRequest request, @Nullable UUID before, Answer refusal) {
        return reading.visitorOf(caller)
                .chain(visitor -> Objects.equals(visitor, before)
                        ? Uni.createFrom().item(refusal)
                        : send(caller, conversation, request, visitor));
    }

    /** With what is known of the files it carries; the path of messages without any stays as short as it was. */
    private Uni<Draft> checked(UUID conversation, Speaker speaker, Draft draft) {
        return draft.attachments().isEmpty()
                ? Uni.createFrom().item(draft)
                : attachments
                        .check(speaker.companyId(), conversation, draft.attachments())
                        .map(draft::carrying);
    }

    private Uni<Answer> send(Caller caller, UUID conversation, Speaker speaker, Draft draft) {
        return lanes.send(conversation, speaker, draft)
                .chain(answer -> answer instanceof Answer.ClaimFirst
                        ? claimAndSend(caller, conversation, speaker, draft)
                        : Uni.createFrom().item(answer));
    }

    /** The transcript between two positions, ascending; from its end backwards when only {@code beforeSeq} is given. */
    Uni<Page> list(Caller caller, UUID conversation, @Nullable Long afterSeq, @Nullable Long beforeSeq, int limit) {
        var after = afterSeq == null ? 0 : afterSeq;
        var before = beforeSeq == null ? Long.MAX_VALUE : beforeSeq;
        var backwards = afterSeq == null && beforeSeq != null;
        return reading.read(
                caller,
                conversation,
                (connection, state) -> backwards
                        ? messages.before(connection, conversation, after, before, limit + 1)
                                .map(found -> backwards(found, limit, state.lastSeq()))
                        : messages.after(connection, conversation, after, before, limit + 1)
                                .map(found -> forwards(found, limit, state.lastSeq())));
    }

    private Uni<Answer> claimAndSend(Caller caller, UUID conversation, Speaker speaker, Draft draft) {
        if (!(caller instanceof Caller.Staff staff)) {
            return Uni.createFrom().failure(ConversationProblem.notResponder());
        }
        return claims.claim(conversation, staff)
                .chain(() ->
                        conversations.changing(staff.companyId(), conversation, locked -> locked.takeOver(staff.id())))
                .chain(() -> lanes.send(conversation, speaker, draft))
                .invoke(answer -> {
                    if (answer instanceof Answer.ClaimFirst) {
                        throw ConversationProblem.notResponder(); // somebody took it away again
                    }
                });
    }

    private Uni<PostedView> told(Caller caller, UUID conversation, Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return Uni.createFrom().failure(refused.problem());
        }
        if (!(answer instanceof Answer.Posted posted)) {
            return Uni.createFrom().failure(new IllegalStateException("No answer for a sender: " + answer));
        }
        var side = ConversationReading.side(caller);
        if (!posted.duplicate()) {
            askBot(posted);
            return Uni.createFrom()
                    .item(new PostedView(
                            posted.message(), false, posted.conversation().view(side, posted.message())));
        }
        return reading.read(caller, conversation, (connection, state) -> Uni.createFrom()
                .item(new PostedView(posted.message(), true, state.view(side, null))));
    }

    private void askBot(Answer.Posted posted) {
        var facts = posted.conversation().facts();
        if (facts.responder() == Responder.BOT
                && Author.VISITOR.toString().equals(posted.message().author())) {
            bot.answer(facts.companyId(), facts.id());
        }
    }

    private static void requireHeld(Caller caller, UUID conversation) {
        if (caller instanceof Caller.Visitor visitor
                && !visitor.capability().conversationId().equals(conversation)) {
            throw ConversationProblem.notFound();
        }
    }

    private static Page forwards(List<MessageView> found, int limit, long lastSeq) {
        var goesOn = found.size() > limit;
        var shown = goesOn ? found.subList(0, limit) : found;
        return new Page(shown, goesOn ? shown.get(limit - 1).seq() : null, Math.max(lastSeq, newest(shown)));
    }

    private static Page backwards(List<MessageView> newestFirst, int limit, long lastSeq) {
        var goesOn = newestFirst.size() > limit;
        var shown = new ArrayList<>(goesOn ? newestFirst.subList(0, limit) : newestFirst);
        Collections.reverse(shown);
        return new Page(shown, goesOn ? shown.get(0).seq() : null, lastSeq);
    }

    /** The messages are read a moment after the conversation; they may know of a later one. */
    private static long newest(List<MessageView> ascending) {
        return ascending.isEmpty() ? 0 : ascending.get(ascending.size() - 1).seq();
    }
}
