package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which conversations lists and searches show a staff user: overseers everything of their company, agents their own and the
 * waiting ones of their departments or of none, unless they wait at another desk. The database has the rule, as {@code is_open_to}.
 */
public final class Visibility {

    private Visibility() {}

    /**
     * A condition on the conversation {@code c}; nothing for who sees all of the company.
     *
     * @param parameters gets what the condition compares with, in the order of {@code $1}, {@code $2} ...
     */
    public static Optional<String> condition(Caller.Staff asker, List<Object> parameters) {
        if (asker.oversees()) {
            return Optional.empty();
        }
        return Optional.of("(c.desk = 'sapa' and is_open_to(c.agent_id, c.status, c.department_id, %s, %s))"
                .formatted(
                        next(parameters, asker.id()),
                        next(parameters, asker.departments().toArray(UUID[]::new))));
    }

    private static String next(List<Object> parameters, Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
