package dev.sapa.salesforce.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.events.Conversation;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationRead;
import dev.sapa.events.Desk;
import dev.sapa.events.MessagePosted;
import dev.sapa.relay.Received;
import dev.sapa.salesforce.ChatStandIn;
import dev.sapa.salesforce.SalesforceStub;
import dev.sapa.salesforce.conversation.ConversationListener;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.core.ThrowingRunnable;

/** A company with a Salesforce of its own, and a conversation that goes there. */
final class Scene implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(40);

    final UUID company = UUID.randomUUID();
    final UUID conversation = UUID.randomUUID();
    final UUID visitor = UUID.randomUUID();
    final SalesforceStub salesforce = new SalesforceStub();
    final ChatStandIn.Chat chat = ChatStandIn.get().knows(company, conversation, visitor);
    private final ConversationListener listener;
    private long version = 10;
    private long seq;

    Scene(ConversationListener listener) {
        this.listener = listener;
        salesforce.isOf(company);
    }

    /** The visitor says something before the conversation goes there. */
    Scene saidBefore(String author, String text) {
        seq++;
        chat.say(author, text);
        return this;
    }

    Scene handOver() {
        changed(state(Conversation.Status.WAITING, Desk.SALESFORCE, 1));
        return this;
    }

    /** Handed over, known there, and with an open stream. */
    Scene running() {
        handOver();
        eventually(() -> assertThat(salesforce.openStreams()).isPositive());
        eventually(() -> assertThat(salesforce.calls("POST", "/conversation")).isNotEmpty());
        return this;
    }

    Scene visitorSays(String text) {
        return visitorSays(text, List.of());
    }

    /** A file of the visitor, with what it says beside it. */
    Scene visitorSends(String name, long size, String caption) {
        var url = "/files/" + UUID.randomUUID() + "/" + "a".repeat(43);
        return visitorSays(
                caption, List.of(Map.of("name", name, "url", url, "content_type", "application/pdf", "size", size)));
    }

    private Scene visitorSays(String text, List<Map<String, Object>> attachments) {
        seq++;
        chat.say("visitor", text);
        var state = state(Conversation.Status.ACTIVE, Desk.SALESFORCE, 1);
        var posted = new MessagePosted(
                state,
                ++version,
                UUID.randomUUID(),
                seq,
                seq,
                MessagePosted.Author.VISITOR,
                visitor,
                "Siti",
                attachments.isEmpty() ? "text" : "file",
                text,
                attachments,
                null,
                Instant.now());
        deliver(() -> listener.posted(received(MessagePosted.TYPE, posted)));
        return this;
    }

    /** The event of that message never comes. */
    Scene visitorSaysUnheard(String text) {
        seq++;
        chat.say("visitor", text);
        return this;
    }

    void visitorReads(long upTo) {
        var read =
                new ConversationRead(conversation, company, MessagePosted.Author.VISITOR, visitor, upTo, Instant.now());
        deliver(() -> listener.read(received(ConversationRead.TYPE, read)));
    }

    void visitorCloses() {
        changed(state(Conversation.Status.CLOSED, Desk.SALESFORCE, 1));
    }

    void takenBack() {
        changed(state(Conversation.Status.ACTIVE, Desk.SAPA, 2));
    }

    String remote() {
        return salesforce.calls("POST", "/conversation").get(0).body().getString("conversationId");
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }

    @Override
    public void close() {
        salesforce.close();
    }

    private void changed(Conversation state) {
        var changed = new ConversationChanged(
                state, ++version, ConversationChanged.Cause.TRANSFERRED, null, null, null, Instant.now());
        deliver(() -> listener.changed(received(ConversationChanged.TYPE, changed)));
    }

    private <T> Received<T> received(String type, T payload) {
        return new Received<>(UUID.randomUUID(), type, conversation, version, company, payload, Instant.now());
    }

    private static void deliver(Supplier<Uni<Void>> event) {
        try {
            VertxContextSupport.subscribeAndAwait(event);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private Conversation state(Conversation.Status status, Desk desk, long epoch) {
        return new Conversation(
                conversation,
                7,
                company,
                visitor,
                "web",
                "Permits",
                Conversation.Priority.NORMAL,
                status,
                Conversation.Responder.AGENT,
                null,
                null,
                epoch,
                seq,
                true,
                List.of(),
                null,
                desk);
    }
}
