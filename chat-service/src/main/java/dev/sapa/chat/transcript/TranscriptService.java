package dev.sapa.chat.transcript;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.contact.ContactService;
import dev.sapa.chat.contact.ContactView;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationState;
import dev.sapa.chat.conversation.Side;
import dev.sapa.chat.message.MessageReading;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands transcripts out to whoever may read the conversation. */
@ApplicationScoped
class TranscriptService {

    private final ConversationReading reading;
    private final MessageReading messages;
    private final ContactService contacts;
    private final TranscriptPost post;
    private final TranscriptSettings settings;

    TranscriptService(
            ConversationReading reading,
            MessageReading messages,
            ContactService contacts,
            TranscriptPost post,
            TranscriptSettings settings) {
        this.reading = reading;
        this.messages = messages;
        this.contacts = contacts;
        this.post = post;
        this.settings = settings;
    }

    /** A transcript and who may get it by mail. */
    private record Addressed(
            Transcript transcript, @Nullable ContactView contact) {}

    /** As the visitor sees the conversation, whoever asks: a transcript gets around. */
    Uni<Transcript> find(Caller caller, UUID conversation) {
        return reading.read(caller, conversation, this::read);
    }

    /** Completes when the mail server has it. A visitor's goes to the contact's or the visitor's own address only. */
    Uni<Void> mail(Caller caller, UUID conversation, @Nullable String email) {
        post.requireConfigured();
        return reading.read(caller, conversation, this::addressed)
                .chain(found -> post.send(found.transcript(), address(caller, found, email)));
    }

    private Uni<Addressed> addressed(SqlConnection connection, ConversationState state) {
        return read(connection, state).chain(transcript -> contacts.read(connection, state.id())
                .map(contact -> new Addressed(transcript, contact)));
    }

    private Uni<Transcript> read(SqlConnection connection, ConversationState state) {
        if (state.lastSeq() > settings.messages()) {
            return Uni.createFrom().failure(TranscriptProblem.tooLong(settings.messages()));
        }
        return messages.newest(connection, state.id(), settings.messages())
                .map(all -> new Transcript(state.view(Side.VISITOR, null), all));
    }

    private static String address(Caller caller, Addressed found, @Nullable String asked) {
        var contact = found.contact() == null ? null : found.contact().email();
        var own = found.transcript().conversation().visitor().email();
        if (asked != null && !asked.isBlank()) {
            var address = asked.strip();
            if (ConversationReading.side(caller) == Side.VISITOR
                    && !address.equalsIgnoreCase(contact)
                    && !address.equalsIgnoreCase(own)) {
                throw TranscriptProblem.addressForeign();
            }
            return address;
        }
        var known = contact == null ? own : contact;
        if (known == null) {
            throw TranscriptProblem.addressMissing();
        }
        return known;
    }
}
