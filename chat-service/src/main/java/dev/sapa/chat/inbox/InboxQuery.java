package dev.sapa.chat.inbox;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.conversation.Cursor;
import dev.sapa.chat.conversation.Visibility;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the list is wanted.
 *
 * @param tag by its name
 */
record InboxQuery(
        Caller.Staff asker,
        Scope scope,
        State state,
        @Nullable UUID departmentId,
        @Nullable UUID agentId,
        @Nullable UUID visitorId,
        @Nullable String tag,
        @Nullable String channel,
        @Nullable String responder,
        @Nullable String topic,
        @Nullable Instant startedFrom,
        @Nullable Instant startedBefore,
        @Nullable Cursor after,
        int limit) {

    enum Scope {
        /** What the asker has. */
        MINE,
        /** What waits for a person. */
        WAITING,
        /** Whatever the asker may see. */
        ALL
    }

    enum State {
        /** Waiting or active. */
        OPEN("c.status in ('waiting', 'active')"),
        WAITING("c.status = 'waiting'"),
        ACTIVE("c.status = 'active'"),
        CLOSED("c.status = 'closed'"),
        ANY("true");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }

        /** By what the list is ordered: the newest message of open conversations, the end of closed ones, else the start. */
        String time() {
            return switch (this) {
                case OPEN, WAITING, ACTIVE -> "coalesce(m.posted_at, c.started_at)";
                case CLOSED -> "c.ended_at";
                case ANY -> "c.started_at";
            };
        }
    }

    /** What waits for a person, not for a bot's answer. */
    static final String WAITS = "(c.status = 'waiting' and c.responder <> 'bot')";

    String where(List<Object> parameters) {
        var conditions = new ArrayList<String>();
        conditions.add("c.company_id = " + next(parameters, asker.companyId()));
        conditions.add("c.removed_at is null");
        conditions.add(state.condition);
        Visibility.condition(asker, parameters).ifPresent(conditions::add);
        switch (scope) {
            case MINE -> conditions.add("c.agent_id = " + next(parameters, asker.id()));
            case WAITING -> conditions.add(WAITS);
            case ALL -> {}
        }
        equal(conditions, parameters, "c.department_id", departmentId);
        equal(conditions, parameters, "c.agent_id", agentId);
        equal(conditions, parameters, "c.channel", channel);
        equal(conditions, parameters, "c.responder", responder);
        equal(conditions, parameters, "c.visitor_id", visitorId);
        equal(conditions, parameters, "c.topic", topic);
        if (startedFrom != null) {
            conditions.add("c.started_at >= " + next(parameters, startedFrom.atOffset(ZoneOffset.UTC)));
        }
        if (startedBefore != null) {
            conditions.add("c.started_at < " + next(parameters, startedBefore.atOffset(ZoneOffset.UTC)));
        }
        if (tag != null) {
            conditions.add(next(parameters, tag) + " = any (c.tags)");
        }
        if (after != null) {
            conditions.add("(%s, c.id) < (%s, %s)"
                    .formatted(state.time(), next(parameters, after.time()), next(parameters, after.id())));
        }
        return "where " + String.join(" and ", conditions);
    }

    /** One more than wanted, to know whether the list goes on. */
    String orderAndLimit(List<Object> parameters) {
        return " order by %s desc, c.id desc limit %s".formatted(state.time(), next(parameters, limit + 1L));
    }

    private static void equal(List<String> conditions, List<Object> parameters, String column, @Nullable Object value) {
        if (value != null) {
            conditions.add(column + " = " + next(parameters, value));
        }
    }

    private static String next(List<Object> parameters, Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
