package dev.sapa.chat.contact;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.LockedConversation;
import dev.sapa.chat.log.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps whom to ask back. */
@ApplicationScoped
public class ContactService {

    private static final String READ =
            "select " + ContactView.COLUMNS + " from conversation_contact k where k.conversation_id = $1";

    private final ContactRepository contacts;
    private final ConversationService conversations;

    ContactService(ContactRepository contacts, ConversationService conversations) {
        this.contacts = contacts;
        this.conversations = conversations;
    }

    /** The contact of a conversation that the caller may see; the item is null when there is none. */
    public Uni<@Nullable ContactView> read(SqlConnection connection, UUID conversation) {
        return connection
                .preparedQuery(READ)
                .execute(Tuple.of(conversation))
                .map(rows -> rows.rowCount() == 0
                        ? null
                        : ContactView.of(rows.iterator().next()));
    }

    Uni<SaidContactView> say(Caller caller, UUID conversation, ContactRequest request) {
        return conversations
                .view(caller, conversation)
                .chain(seen -> conversations.changing(
                        seen.companyId(), conversation, locked -> say(locked, request, Actor.of(caller))));
    }

    private Uni<SaidContactView> say(LockedConversation locked, ContactRequest request, Actor actor) {
        return contacts.of(locked.id()).chain(known -> {
            var contact = known == null ? new Contact(locked.facts().companyId(), locked.id()) : known;
            if (!contact.say(request, locked.now())) {
                return Uni.createFrom().item(new SaidContactView(contact.view(), false));
            }
            return contacts.persist(contact)
                    .call(() -> locked.contactAdded(actor))
                    .map(said -> new SaidContactView(said.view(), known == null));
        });
    }
}
