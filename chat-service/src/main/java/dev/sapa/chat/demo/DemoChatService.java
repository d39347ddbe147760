package dev.sapa.chat.demo;

import dev.sapa.chat.chore.Chores;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.keywordbot.KeywordBotService;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.UUID;

/** Loads the conversations and the bot of the demonstration's company {@code oss}, once. */
@ApplicationScoped
class DemoChatService {

    private static final UUID OSS = UUID.fromString("550e8400-e29b-41d4-a716-446655440100");

    private final DemoSettings settings;
    private final ConversationService conversations;
    private final VisitorService visitors;
    private final KeywordBotService bots;
    private final EventTransactions transactions;
    private final Clock clock;

    DemoChatService(
            DemoSettings settings,
            ConversationService conversations,
            VisitorService visitors,
            KeywordBotService bots,
            EventTransactions transactions,
            Clock clock) {
        this.settings = settings;
        this.conversations = conversations;
        this.visitors = visitors;
        this.bots = bots;
        this.transactions = transactions;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Chores chores) {
        if (settings.enabled()) {
            chores.once("load the demonstration's conversations", this::load);
            chores.once("load the demonstration's bot", () -> bots.prepare(OSS, DemoBot.DEFINITION));
        }
    }

    private Uni<Void> load() {
        return Multi.createFrom()
                .iterable(DemoChats.at(clock.instant()))
                .onItem()
                .transformToUniAndConcatenate(this::load)
                .collect()
                .last();
    }

    private Uni<Void> load(DemoChats.Chat chat) {
        return transactions.inSession(Scope.of(OSS), events -> conversations
                .exists(chat.prepared().id())
                .chain(there -> there
                        ? Uni.createFrom().voidItem()
                        : visitors.identify(OSS, chat.visitor())
                                .chain(visitor -> conversations.prepare(events, OSS, visitor, chat.prepared()))));
    }
}
