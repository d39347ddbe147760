package dev.sapa.chat.message;

import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.conversation.Side;
import dev.sapa.chat.conversation.Speaker;
import dev.sapa.events.MessagePosted.Author;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Posts texts for other features, on the same path as everybody's. */
@ApplicationScoped
public class MessagePosting {

    private final SendLanes lanes;

    MessagePosting(SendLanes lanes) {
        this.lanes = lanes;
    }

    /**
     * What became of it.
     *
     * @param duplicate whether the same one had been there before
     */
    public record Posted(MessageView message, boolean duplicate, ConversationView conversation) {}

    /**
     * Posts for the visitor, or for a bot without an account; fails with a problem when the author may not speak.
     *
     * @param clientMsgId makes a repeat harmless
     */
    public Uni<Posted> post(
            UUID company, UUID conversation, Author author, @Nullable String name, String text, String clientMsgId) {
        return post(company, conversation, author, name, text, null, List.of(), clientMsgId);
    }

    /**
     * The same, with what it carries.
     *
     * @param type        null for a text
     * @param attachments as they are to be shown; files of ours with all that is known of them
     */
    public Uni<Posted> post(
            UUID company,
            UUID conversation,
            Author author,
            @Nullable String name,
            String text,
            @Nullable String type,
            List<Map<String, Object>> attachments,
            String clientMsgId) {
        var speaker = new Speaker(author, company, null, name);
        var draft = Draft.of(new PostMessageRequest(text, type, clientMsgId, attachments));
        return onCallersContext(lanes.send(conversation, speaker, draft)).map(MessagePosting::posted);
    }

    /** Answers come from the lane; whoever goes on with Hibernate must be back on its own context. */
    private static <T> Uni<T> onCallersContext(Uni<T> answer) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            return context == null ? answer : answer.emitOn(task -> context.runOnContext(ignored -> task.run()));
        });
    }

    private static Posted posted(Answer answer) {
        if (answer instanceof Answer.Posted posted) {
            return new Posted(
                    posted.message(),
                    posted.duplicate(),
                    posted.conversation().view(Side.STAFF, posted.duplicate() ? null : posted.message()));
        }
        if (answer instanceof Answer.Refused refused) {
            throw refused.problem();
        }
        throw new IllegalStateException("No answer for a sender: " + answer);
    }
}
