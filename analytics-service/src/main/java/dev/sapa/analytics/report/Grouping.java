package dev.sapa.analytics.report;

import dev.sapa.analytics.rollup.RollupQuery.Group;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what the rows of a summary are told apart. */
enum Grouping {
    NONE(null, null),
    AGENT(Group.AGENT, null),
    DEPARTMENT(Group.DEPARTMENT, null),
    TAG(Group.TAG, null),
    TOPIC(Group.TOPIC, null),
    HOUR(Group.PERIOD, Periods.Length.HOUR),
    DAY(Group.PERIOD, Periods.Length.DAY),
    WEEK(Group.PERIOD, Periods.Length.WEEK),
    MONTH(Group.PERIOD, Periods.Length.MONTH);

    static final String CHOICES = "none, agent, department, tag, topic, hour, day, week, month";

    private final @Nullable Group group;
    private final Periods.@Nullable Length period;

    Grouping(@Nullable Group group, Periods.@Nullable Length period) {
        this.group = group;
        this.period = period;
    }

    Set<Group> groups() {
        return group == null ? Set.of() : Set.of(group);
    }

    Periods.@Nullable Length period() {
        return period;
    }

    static Grouping parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ReportProblem.badChoice("group_by", CHOICES);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
