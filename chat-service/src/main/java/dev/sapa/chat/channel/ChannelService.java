package dev.sapa.chat.channel;

import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationService.Opened;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.conversation.Opening;
import dev.sapa.chat.keywordbot.KeywordBotService;
import dev.sapa.chat.message.MessagePosting;
import dev.sapa.chat.message.MessagePosting.Posted;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what customers write on a channel. The provider's id of a message decides into which conversation it goes, once,
 * and is its {@code client_msg_id} there: so each is posted once, however often and wherever it is delivered.
 */
@ApplicationScoped
class ChannelService {

    private static final Logger LOG = Logger.getLogger(ChannelService.class);

    private static final int ATTEMPTS = 20;
    private static final Duration BOT_PATIENCE = Duration.ofSeconds(2);
    private static final String CLOSED = "conversation-closed";

    private final VisitorService visitors;
    private final ConversationService conversations;
    private final ChannelMessageStore messages;
    private final MessagePosting posting;
    private final KeywordBotService bots;
    private final EventTransactions transactions;
    private final Clock clock;

    ChannelService(
            VisitorService visitors,
            ConversationService conversations,
            ChannelMessageStore messages,
            MessagePosting posting,
            KeywordBotService bots,
            EventTransactions transactions,
            Clock clock) {
        this.visitors = visitors;
        this.conversations = conversations;
        this.messages = messages;
        this.posting = posting;
        this.bots = bots;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param messageId the provider's; null when it gives none */
    record Incoming(@Nullable String messageId, Customer customer, String text) {}

    /** A customer's open conversation; {@code created} just now or not. */
    record Open(ConversationView conversation, boolean created) {}

    /**
     * What became of a message.
     *
     * @param duplicate  whether it had come before
     * @param botReplied whether the company's bot has answered it
     */
    record Taken(MessageView message, boolean duplicate, boolean botReplied, ConversationView conversation) {}

    Uni<Open> open(UUID company, String channel, Customer customer) {
        return place(company, channel, customer, null, false)
                .chain(opened -> view(company, opened.id()).map(view -> new Open(view, opened.created())));
    }

    Uni<Taken> take(UUID company, String channel, Incoming incoming) {
        return place(company, channel, incoming.customer(), incoming.messageId(), false)
                .chain(opened -> post(company, opened.id(), channel, incoming))
                .onFailure(ChannelService::isClosed)
                .recoverWithUni(() -> place(company, channel, incoming.customer(), incoming.messageId(), true)
                        .chain(opened -> post(company, opened.id(), channel, incoming)))
                .chain(posted -> answered(company, posted));
    }

    /**
     * Where the message goes.
     *
     * @param anew whether the place that was decided before ended before the message got there
     */
    private Uni<Opened> place(
            UUID company, String channel, Customer customer, @Nullable String messageId, boolean anew) {
        var opening = new Opening(channel, title(channel), Priority.NORMAL, false, null, null, Responder.BOT);
        return transactions
                .inSession(Scope.of(company), events -> visitors.identify(company, customer.introduction())
                        .chain(visitor -> known(company, channel, messageId, anew)
                                .chain(known -> known != null
                                        ? Uni.createFrom().item(new Opened(known, false))
                                        : conversations
                                                .open(events, company, visitor, opening)
                                                .call(opened -> put(company, channel, messageId, opened.id())))))
                .onFailure(VisitorService.IdentityTaken.class)
                .retry()
                .atMost(ATTEMPTS);
    }

    private Uni<@Nullable UUID> known(UUID company, String channel, @Nullable String messageId, boolean anew) {
        return messageId == null || anew
                ? Uni.createFrom().nullItem()
                : messages.conversationOf(company, channel, messageId);
    }

    private Uni<Void> put(UUID company, String channel, @Nullable String messageId, UUID conversation) {
        return messageId == null
                ? Uni.createFrom().voidItem()
                : messages.put(company, channel, messageId, conversation, clock.instant());
    }

    private Uni<Posted> post(UUID company, UUID conversation, String channel, Incoming incoming) {
        var id = incoming.messageId() == null ? UUID.randomUUID().toString() : incoming.messageId();
        return posting.post(company, conversation, Author.VISITOR, null, incoming.text(), digest(channel + "\n" + id));
    }

    /** The bot's answer is waited for, but not for long: it comes all the same. */
    private Uni<Taken> answered(UUID company, Posted posted) {
        var conversation = posted.conversation().id();
        return bots.replied(company, conversation, posted.message().id())
                .ifNoItem()
                .after(BOT_PATIENCE)
                .recoverWithItem(false)
                .onFailure()
                .invoke(failure -> LOG.warnf("The bot answers a little later: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(false)
                .chain(replied -> view(company, conversation)
                        .map(view -> new Taken(posted.message(), posted.duplicate(), replied, view)));
    }

    private Uni<ConversationView> view(UUID company, UUID conversation) {
        return conversations.staffView(company, conversation);
    }

    private static boolean isClosed(Throwable failure) {
        return failure instanceof HttpProblem problem
                && CLOSED.equals(problem.getParameters().get("code"));
    }

    private static String title(String channel) {
        return Character.toUpperCase(channel.charAt(0)) + channel.substring(1);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
