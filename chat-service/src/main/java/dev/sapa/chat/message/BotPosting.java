package dev.sapa.chat.message;

import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.Speaker;
import dev.sapa.events.MessagePosted.Author;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What a company's bot says, on the path that everybody's words take. */
@ApplicationScoped
public class BotPosting {

    private final SendLanes lanes;

    BotPosting(SendLanes lanes) {
        this.lanes = lanes;
    }

    /**
     * Emits after the commit; fails with a problem when the bot is not the responder.
     *
     * @param name        of the bot, as visitors see it
     * @param clientMsgId makes a repeat harmless
     */
    public Uni<Void> post(UUID company, UUID conversation, String name, String text, String clientMsgId) {
        var speaker = new Speaker(Author.BOT, company, null, name);
        var draft = Draft.of(new PostMessageRequest(text, null, clientMsgId, null));
        return lanes.send(conversation, speaker, draft)
                .invoke(answer -> {
                    if (answer instanceof Answer.Refused refused) {
                        throw refused.problem();
                    }
                    if (!(answer instanceof Answer.Posted)) {
                        throw ConversationProblem.notResponder();
                    }
                })
                .replaceWithVoid();
    }
}
