package dev.sapa.analytics.rollup;

import dev.sapa.analytics.definition.Measure;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which totals are wanted.
 *
 * @param from         a multiple of fifteen minutes
 * @param to           a multiple of fifteen minutes; not included
 * @param departmentId only this department's; null for all
 * @param agentId      only this agent's; null for all
 * @param topic        only this topic's; null for all
 * @param tag          only of conversations with this tag; null for all
 * @param boundaries   where each period begins, in order, when grouped by period; else empty
 * @param labels       for each of them the number under which it is added up
 * @param measures     which are read; the others stay 0
 * @param spread       whether percentiles are wanted too
 */
public record RollupQuery(
        UUID companyId,
        Instant from,
        Instant to,
        @Nullable UUID departmentId,
        @Nullable UUID agentId,
        @Nullable String topic,
        @Nullable String tag,
        Set<Group> groups,
        List<Instant> boundaries,
        List<Integer> labels,
        Set<Measure> measures,
        boolean spread) {

    /** By what totals are told apart. */
    public enum Group {
        DEPARTMENT,
        AGENT,
        TOPIC,
        TAG,
        PERIOD
    }

    /**
     * What a total is about.
     *
     * @param period the label of its boundary; −1 when not grouped by period
     */
    public record Subject(
            int period,
            @Nullable UUID departmentId,
            @Nullable UUID agentId,
            String topic,
            String tag) {}

    boolean asks(Group group, @Nullable Object filter) {
        return filter != null || groups.contains(group);
    }

    View view() {
        boolean department = asks(Group.DEPARTMENT, departmentId);
        boolean agent = asks(Group.AGENT, agentId);
        boolean byTopic = asks(Group.TOPIC, topic);
        boolean byTag = asks(Group.TAG, tag);
        if (byTopic || byTag) {
            return department || agent || (byTopic && byTag) ? View.FULL : byTopic ? View.TOPIC : View.TAG;
        }
        if (department) {
            return agent ? View.DEPARTMENT_AGENT : View.DEPARTMENT;
        }
        return agent ? View.AGENT : View.ALL;
    }
}
