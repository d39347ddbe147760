package dev.sapa.salesforce.handoff;

import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationRead;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.Desk;
import dev.sapa.events.MessagePosted;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.relay.Received;
import dev.sapa.salesforce.conversation.ConversationListener;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes down what chat-service says about conversations that are, or were, answered in Salesforce; lines do the rest. Each
 * event carries the conversation's whole state, and what a late one says is not undone: by its epoch it is about a hand-off
 * that is over.
 */
@ApplicationScoped
class HandoffListener implements ConversationListener {

    private final LineKit kit;
    private final Lines lines;

    HandoffListener(LineKit kit, Lines lines) {
        this.kit = kit;
        this.lines = lines;
    }

    @Override
    public Uni<Void> started(Received<ConversationStarted> event) {
        return isThere(event.payload().conversation())
                ? request(event.payload().conversation())
                : Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> changed(Received<ConversationChanged> event) {
        var conversation = event.payload().conversation();
        boolean closed = conversation.status() == Status.CLOSED;
        boolean elsewhere = conversation.desk() != Desk.SALESFORCE;
        return kit.database(
                        conversation.companyId(),
                        connection -> kit.store.supersede(connection, conversation, closed, elsewhere))
                .invoke(this::lookIf)
                .chain(() -> isThere(conversation)
                        ? request(conversation)
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> posted(Received<MessagePosted> event) {
        var posted = event.payload();
        var conversation = posted.conversation();
        if (conversation.desk() != Desk.SALESFORCE) {
            return Uni.createFrom().voidItem();
        }
        var said = posted.author() == Author.VISITOR
                ? Preparation.said(posted.seq(), posted.text(), posted.attachments())
                : null;
        return kit.database(
                        conversation.companyId(),
                        connection -> kit.store.hear(connection, conversation, posted.seq(), said))
                .invoke(this::lookIf)
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> read(Received<ConversationRead> event) {
        var read = event.payload();
        return read.reader() == Author.VISITOR
                ? kit.database(
                                read.companyId(),
                                connection -> kit.store.visitorRead(connection, read.conversationId(), read.seq()))
                        .invoke(this::lookIf)
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> request(Conversation conversation) {
        return kit.database(conversation.companyId(), connection -> kit.store.request(connection, conversation))
                .invoke(lines::look);
    }

    private void lookIf(boolean isWork) {
        if (isWork) {
            lines.look();
        }
    }

    private static boolean isThere(Conversation conversation) {
        return conversation.desk() == Desk.SALESFORCE && conversation.status() != Status.CLOSED;
    }
}
