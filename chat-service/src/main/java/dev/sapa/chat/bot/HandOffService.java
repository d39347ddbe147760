package dev.sapa.chat.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.department.DepartmentDesks;
import dev.sapa.chat.log.Actor;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Giving a bot's conversation to people: what it found out decides where it waits, and is said first. */
@ApplicationScoped
class HandOffService {

    private static final Actor BOT = new Actor(Author.BOT, null);

    static final String WITHOUT_WORDS = "One of our people will answer you.";

    private final BotStore store;
    private final BotRepository rows;
    private final ConversationService conversations;
    private final ConversationReading reading;
    private final DepartmentDesks desks;
    private final EventTransactions transactions;
    private final ObjectMapper json;

    HandOffService(
            BotStore store,
            BotRepository rows,
            ConversationService conversations,
            ConversationReading reading,
            DepartmentDesks desks,
            EventTransactions transactions,
            ObjectMapper json) {
        this.store = store;
        this.rows = rows;
        this.conversations = conversations;
        this.reading = reading;
        this.desks = desks;
        this.transactions = transactions;
        this.json = json;
    }

    /** Fails with a problem when the bot is not the responder. */
    Uni<ConversationView> handOff(Caller.Bot bot, UUID conversation, HandOff packet) {
        return words(bot.companyId())
                .chain(words -> conversations.changing(bot, conversation, locked -> {
                    if (!isBots(locked)) {
                        throw locked.isOpen() ? ConversationProblem.notResponder() : ConversationProblem.closed();
                    }
                    return give(locked, packet, words);
                }));
    }

    /** What the bot had found out, for the company's people; null when none handed over. */
    Uni<Map<String, Object>> packet(Caller caller, UUID conversation) {
        return reading.read(caller, conversation, (connection, state) -> store.packet(connection, conversation))
                .map(packet -> packet == null ? Map.of() : packet.getMap());
    }

    /** The same in the transaction that holds the conversation's lock; nothing when it is not the bot's any more. */
    Uni<Void> giveIfBots(LockedConversation locked, HandOff packet, String words) {
        return isBots(locked) ? give(locked, packet, words) : Uni.createFrom().voidItem();
    }

    private Uni<Void> give(LockedConversation locked, HandOff packet, String words) {
        var company = locked.facts().companyId();
        return requireDepartment(company, packet.departmentId())
                .chain(() -> department(company, packet))
                .invoke(department ->
                        locked.direct(packet.routedTopic(), packet.routedPriority(), department, packet.wishes()))
                .call(() -> rows.keep(company, locked.id(), written(packet), locked.now()))
                .call(() -> locked.handOver(BOT))
                .call(() -> locked.inform(packet.message(words), words))
                .chain(department -> draw(locked, department));
    }

    /** Which department the bot names, by its id or else in a slot; null for none, and for a name that is nobody's. */
    private Uni<@Nullable UUID> department(UUID company, HandOff packet) {
        var name = packet.departmentId() == null ? packet.departmentSlot() : null;
        return name == null ? Uni.createFrom().item(packet.departmentId()) : rows.departmentCalled(company, name);
    }

    /** What an agent had already returns to that agent, unless the bot says who can help. */
    private Uni<Void> draw(LockedConversation locked, @Nullable UUID department) {
        return department == null && locked.facts().agentId() != null
                ? Uni.createFrom().voidItem()
                : desks.of(locked.facts().departmentId()).chain(locked::drawTo);
    }

    private Uni<Void> requireDepartment(UUID company, @Nullable UUID department) {
        return department == null
                ? Uni.createFrom().voidItem()
                : rows.isDepartment(company, department)
                        .invoke(known -> {
                            if (!known) {
                                throw BotProblem.departmentUnknown();
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<String> words(UUID company) {
        return transactions
                .readInConnection(Scope.of(company), connection -> store.find(connection, company))
                .map(bot -> bot == null ? WITHOUT_WORDS : bot.handOverText());
    }

    static boolean isBots(LockedConversation locked) {
        return locked.isOpen() && locked.facts().responder() == Responder.BOT;
    }

    private String written(HandOff packet) {
        try {
            return new JsonObject(json.writeValueAsString(packet)).encode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
