package dev.sapa.chat.message;

import dev.sapa.chat.conversation.ConversationState;
import dev.sapa.chat.conversation.MessageView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of the send path and of the transcript, on the plain client. */
@ApplicationScoped
class MessageStore {

    /** One look into the index for each key: a join was planned when the table was small, and then read all of it. */
    private static final String KNOWN = "select m.author_key, " + MessageView.COLUMNS + """
             from unnest($1::uuid[], $2::text[], $3::text[]) as k (conversation_id, author_key, client_msg_id)
             cross join lateral (
                select * from message same
                where same.conversation_id = k.conversation_id and same.author_key = k.author_key
                  and same.client_msg_id = k.client_msg_id
                limit 1) m
            """;

    private static final String NUMBERS = "select nextval('message_number') from generate_series(1, $1)";

    /** One statement for both tables: it is one round trip less. */
    private static final String WRITE = """
            with said as (
                update conversation c
                set last_seq = n.last_seq, version = n.version,
                    visitor_unread = n.visitor_unread, staff_unread = n.staff_unread,
                    answered_at = case when n.answered then coalesce(c.answered_at, $8) end,
                    silent_since = case n.last_word when 'agent' then now() when 'visitor' then null
                                   else c.silent_since end,
                    warned_at = case when n.last_word is null then c.warned_at end
                from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::boolean[],
                            $7::text[])
                     as n (id, last_seq, version, visitor_unread, staff_unread, answered, last_word)
                where c.id = n.id)
            insert into message (id, company_id, conversation_id, seq, author, author_id, author_name, author_key,
                                 message_type, body, attachments, client_msg_id, number, posted_at)
            select id, company_id, conversation_id, seq, author, author_id, author_name, author_key,
                   message_type, body, attachments::jsonb, client_msg_id, number, $8
            from unnest($9::uuid[], $10::uuid[], $11::uuid[], $12::bigint[], $13::text[], $14::uuid[], $15::text[],
                        $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::bigint[])
                 as m (id, company_id, conversation_id, seq, author, author_id, author_name, author_key,
                       message_type, body, attachments, client_msg_id, number)
            """;

    private static final String PAGE = "select " + MessageView.COLUMNS + """
             from message m where m.conversation_id = $1 and m.seq > $2 and m.seq < $3 order by m.seq %s limit $4
            """;

    /** By what a repeat is known. */
    record Key(UUID conversationId, String authorKey, String clientMsgId) {}

    /** Which of the keys have a message already. */
    Uni<Map<Key, MessageView>> known(SqlConnection connection, Collection<Key> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var list = List.copyOf(keys);
        return connection
                .preparedQuery(KNOWN)
                .execute(Tuple.of(
                        list.stream().map(Key::conversationId).toArray(UUID[]::new),
                        list.stream().map(Key::authorKey).toArray(String[]::new),
                        list.stream().map(Key::clientMsgId).toArray(String[]::new)))
                .map(rows -> {
                    var known = new HashMap<Key, MessageView>();
                    rows.forEach(row -> {
                        var message = MessageView.of(row);
                        var key = new Key(
                                message.conversationId(), row.getString("author_key"), row.getString("client_msg_id"));
                        known.put(key, message);
                    });
                    return known;
                });
    }

    /** So many numbers for new messages, ascending. Those that are not used stay unused. */
    Uni<List<Long>> numbers(SqlConnection connection, int count) {
        return connection.preparedQuery(NUMBERS).execute(Tuple.of(count)).map(rows -> {
            var numbers = new ArrayList<Long>(rows.size());
            rows.forEach(row -> numbers.add(row.getLong(0)));
            return numbers;
        });
    }

    /**
     * Writes new messages and the conversations' new states. The conversations must be locked, and the messages looked for
     * under that lock: one that is there already was written beside it, and fails the transaction.
     *
     * @param numbers of the messages
     */
    Uni<Void> write(
            SqlConnection connection,
            Collection<ConversationState> states,
            List<NewMessage> messages,
            List<Long> numbers,
            Instant now) {
        return connection
                .preparedQuery(WRITE)
                .execute(parameters(states, messages, numbers, now))
                .replaceWithVoid();
    }

    /** At most {@code limit} messages between the two positions, the oldest first. */
    Uni<List<MessageView>> after(
            SqlConnection connection, UUID conversation, long afterSeq, long beforeSeq, int limit) {
        return page(connection, "asc", conversation, afterSeq, beforeSeq, limit);
    }

    /** At most {@code limit} messages between the two positions, the newest first. */
    Uni<List<MessageView>> before(
            SqlConnection connection, UUID conversation, long afterSeq, long beforeSeq, int limit) {
        return page(connection, "desc", conversation, afterSeq, beforeSeq, limit);
    }

    private static Uni<List<MessageView>> page(
            SqlConnection connection, String direction, UUID conversation, long afterSeq, long beforeSeq, int limit) {
        return connection
                .preparedQuery(PAGE.formatted(direction))
                .execute(Tuple.of(conversation, afterSeq, beforeSeq, (long) limit))
                .map(rows -> {
                    var messages = new ArrayList<MessageView>(rows.size());
                    rows.forEach(row -> messages.add(MessageView.of(row)));
                    return messages;
                });
    }

    private static Tuple parameters(
            Collection<ConversationState> states, List<NewMessage> messages, List<Long> numbers, Instant now) {
        return Tuple.tuple()
                .addValue(states.stream().map(ConversationState::id).toArray(UUID[]::new))
                .addValue(states.stream().map(ConversationState::lastSeq).toArray(Long[]::new))
                .addValue(states.stream().map(ConversationState::version).toArray(Long[]::new))
                .addValue(states.stream().map(ConversationState::visitorUnread).toArray(Long[]::new))
                .addValue(states.stream().map(ConversationState::staffUnread).toArray(Long[]::new))
                .addValue(states.stream().map(ConversationState::answered).toArray(Boolean[]::new))
                .addValue(states.stream().map(MessageStore::lastWord).toArray(String[]::new))
                .addValue(OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .addValue(messages.stream().map(NewMessage::id).toArray(UUID[]::new))
                .addValue(messages.stream().map(NewMessage::companyId).toArray(UUID[]::new))
                .addValue(messages.stream().map(NewMessage::conversationId).toArray(UUID[]::new))
                .addValue(messages.stream().map(NewMessage::seq).toArray(Long[]::new))
                .addValue(messages.stream().map(NewMessage::author).toArray(String[]::new))
                .addValue(messages.stream().map(NewMessage::authorId).toArray(UUID[]::new))
                .addValue(messages.stream().map(NewMessage::authorName).toArray(String[]::new))
                .addValue(messages.stream().map(NewMessage::authorKey).toArray(String[]::new))
                .addValue(messages.stream()
                        .map(message -> message.draft().messageType())
                        .toArray(String[]::new))
                .addValue(
                        messages.stream().map(message -> message.draft().text()).toArray(String[]::new))
                .addValue(messages.stream()
                        .map(message -> message.draft().attachmentsJson())
                        .toArray(String[]::new))
                .addValue(messages.stream()
                        .map(message -> message.draft().clientMsgId())
                        .toArray(String[]::new))
                .addValue(numbers.toArray(Long[]::new));
    }

    private static @Nullable String lastWord(ConversationState state) {
        return state.lastWord() == null ? null : state.lastWord().toString();
    }
}
