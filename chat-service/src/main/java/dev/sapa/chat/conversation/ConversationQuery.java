package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Caller;
import dev.sapa.events.Conversation.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations a staff user wants to see, within what that person may see.
 *
 * @param newestFirst by the time of the start; otherwise the oldest come first
 */
record ConversationQuery(
        Caller.Staff asker,
        @Nullable Status status,
        @Nullable UUID agentId,
        @Nullable UUID departmentId,
        @Nullable UUID visitorId,
        boolean newestFirst,
        @Nullable Cursor after,
        int limit) {

    /** Conditions without the cursor. */
    String filter(List<Object> parameters) {
        var conditions = new ArrayList<String>();
        conditions.add("c.company_id = " + next(parameters, asker.companyId()));
        conditions.add("c.removed_at is null");
        if (status != null) {
            conditions.add("c.status = " + next(parameters, status.toString()));
            if (status == Status.WAITING) {
                conditions.add("c.desk = 'sapa'"); // elsewhere it waits for others
            }
        }
        if (agentId != null) {
            conditions.add("c.agent_id = " + next(parameters, agentId));
        }
        if (departmentId != null) {
            conditions.add("c.department_id = " + next(parameters, departmentId));
        }
        if (visitorId != null) {
            conditions.add("c.visitor_id = (select coalesce(v.merged_into, v.id) from visitor v where v.id = "
                    + next(parameters, visitorId) + ")");
        }
        Visibility.condition(asker, parameters).ifPresent(conditions::add);
        return "where " + String.join(" and ", conditions);
    }

    String where(List<Object> parameters) {
        var filter = filter(parameters);
        if (after == null) {
            return filter;
        }
        return filter + " and (c.started_at, c.id) " + (newestFirst ? "<" : ">") + " (" + next(parameters, after.time())
                + ", " + next(parameters, after.id()) + ")";
    }

    /** One more than wanted, to know whether the list goes on. */
    String orderAndLimit(List<Object> parameters) {
        var direction = newestFirst ? "desc" : "asc";
        return " order by c.started_at %s, c.id %s limit %s"
                .formatted(direction, direction, next(parameters, (long) limit + 1));
    }

    private static String next(List<Object> parameters, Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
