package dev.sapa.chat.bot;

import dev.sapa.events.Conversation.Responder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who answers when a conversation begins. */
@ApplicationScoped
public class FirstAnswers {

    private final BotRepository bots;

    FirstAnswers(BotRepository bots) {
        this.bots = bots;
    }

    /** The company's bot where it wants that, else its people; inside the caller's session. */
    public Uni<Responder> on(UUID company, String channel) {
        return bots.answersFirst(company, channel).map(first -> first ? Responder.BOT : Responder.AGENT);
    }
}
