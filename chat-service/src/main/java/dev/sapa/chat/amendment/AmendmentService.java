package dev.sapa.chat.amendment;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.carriage.Amendments;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.MessageView;
import dev.sapa.chat.log.Action;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets agents correct and take back what they said, and overseers what any agent said. */
@ApplicationScoped
class AmendmentService {

    private static final String AGENT = "agent";
    private static final String FIND = "select " + MessageView.COLUMNS
            + " from message m where m.number = $1 and m.company_id = $2 and m.deleted_at is null";
    private static final String READ = "select " + MessageView.COLUMNS + " from message m where m.id = $1";

    private final ConversationService conversations;
    private final EventTransactions transactions;
    private final Amendments carried;

    AmendmentService(ConversationService conversations, EventTransactions transactions, Amendments carried) {
        this.conversations = conversations;
        this.transactions = transactions;
        this.carried = carried;
    }

    Uni<MessageView> edit(Caller.Staff staff, long number, String text) {
        return amend(staff, number, text, Action.MESSAGE_EDITED);
    }

    Uni<MessageView> delete(Caller.Staff staff, long number) {
        return amend(staff, number, null, Action.MESSAGE_DELETED);
    }

    private Uni<MessageView> amend(Caller.Staff staff, long number, @Nullable String text, Action action) {
        var company = staff.companyId();
        return message(company, FIND, Tuple.of(number, company))
                .onItem()
                .ifNull()
                .failWith(ConversationProblem::noMessage)
                .invoke(message -> requireMay(staff, message))
                .chain(message -> conversations
                        .changing(company, message.conversationId(), locked -> locked.amend(
                                        message.id(), text, action, staff)
                                .chain(() -> carried.note(message.id(), text == null)))
                        .chain(() -> message(company, READ, Tuple.of(message.id()))));
    }

    private Uni<@Nullable MessageView> message(UUID company, String sql, Tuple parameters) {
        return transactions.readInConnection(Scope.of(company), connection -> connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows ->
                        rows.size() == 0 ? null : MessageView.of(rows.iterator().next())));
    }

    private static void requireMay(Caller.Staff staff, MessageView message) {
        if (!AGENT.equals(message.author())) {
            throw ConversationProblem.notAnAgentsMessage();
        }
        if (!staff.oversees() && !staff.id().equals(message.authorId())) {
            throw ConversationProblem.notYourMessage();
        }
    }
}
