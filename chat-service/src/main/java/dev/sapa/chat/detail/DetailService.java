package dev.sapa.chat.detail;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.contact.ContactService;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationReading.Reader;
import dev.sapa.chat.conversation.ConversationReading.Seen;
import dev.sapa.chat.conversation.ConversationReading.Sight;
import dev.sapa.chat.conversation.ConversationReading.Unseen;
import dev.sapa.chat.conversation.ConversationState;
import dev.sapa.chat.log.ActivityLog;
import dev.sapa.chat.log.LogView;
import dev.sapa.chat.message.MessageReading;
import dev.sapa.chat.tag.TagService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads a conversation whole, in one transaction, for whoever may see it. */
@ApplicationScoped
class DetailService {

    private static final int MESSAGES_AT_MOST = 1000;

    private final ConversationReading reading;
    private final MessageReading messages;
    private final ContactService contacts;
    private final TagService tags;
    private final ActivityLog log;

    DetailService(
            ConversationReading reading,
            MessageReading messages,
            ContactService contacts,
            TagService tags,
            ActivityLog log) {
        this.reading = reading;
        this.messages = messages;
        this.contacts = contacts;
        this.tags = tags;
        this.log = log;
    }

    Uni<DetailView> find(Caller caller, UUID id, Set<Inclusion> wanted) {
        return reading.read(caller, id, (connection, state) -> {
            var detail = Uni.createFrom().item(bare(caller, state));
            for (var inclusion : wanted) {
                detail = detail.chain(view -> with(inclusion, view, connection, caller, id));
            }
            return detail;
        });
    }

    /** For each reader, in their order, what {@link #find} with nothing beside it would answer. */
    Uni<List<Outcome>> views(List<Reader> readers) {
        return reading.readEach(readers)
                .map(sights -> sights.stream().map(DetailService::outcome).toList());
    }

    private static Outcome outcome(Sight sight) {
        if (sight instanceof Seen seen) {
            return Outcome.of(bare(seen.caller(), seen.state()));
        }
        return Outcome.of(((Unseen) sight).why());
    }

    Uni<List<LogView>> log(Caller caller, UUID id) {
        return reading.read(caller, id, (connection, state) -> log.read(connection, id, isStaff(caller)));
    }

    private static DetailView bare(Caller caller, ConversationState state) {
        return new DetailView(state.view(ConversationReading.side(caller), null), null, null, null);
    }

    private Uni<DetailView> with(
            Inclusion inclusion, DetailView view, SqlConnection connection, Caller caller, UUID id) {
        return switch (inclusion) {
            case MESSAGES -> messages.newest(connection, id, MESSAGES_AT_MOST).map(view::withMessages);
            case CONTACT -> contacts.read(connection, id).map(view::withContact);
            case TAGS -> tags.read(connection, id).map(view::withTags);
            case LOG -> log.read(connection, id, isStaff(caller)).map(view::withLog);
        };
    }

    private static boolean isStaff(Caller caller) {
        return caller instanceof Caller.Staff;
    }
}
