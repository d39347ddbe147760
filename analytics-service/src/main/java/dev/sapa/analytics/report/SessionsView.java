package dev.sapa.analytics.report;

import dev.sapa.analytics.definition.Measure;
import dev.sapa.analytics.rollup.Tally;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sessions by the day, week or month in which they began.
 *
 * @param asOf the time of the newest event in the numbers; null before the first one
 */
record SessionsView(@Nullable Instant asOf, String timeZone, List<ItemView> items) {

    /**
     * The sessions that began in a period.
     *
     * @param date                   first day of the period: the day, the Monday, the first of the month
     * @param agentId                who answered first; null for those nobody answered, and where rows are not by agent
     * @param departmentId           where that was; null for none, and where rows are not by department
     * @param completedSessions      those of them that are closed by now
     * @param answeredSessions       those of them in which an agent has written
     * @param averageResponseSeconds mean of first agent message less start, over the answered ones; null without any
     * @param totalMessages          their messages so far, of every author
     */
    record ItemView(
            String date,
            @Nullable UUID agentId,
            @Nullable String agentName,
            @Nullable UUID departmentId,
            @Nullable String departmentName,
            long totalSessions,
            long completedSessions,
            long answeredSessions,
            @Nullable Double averageResponseSeconds,
            long totalMessages) {

        static ItemView of(
                String date,
                @Nullable UUID agent,
                @Nullable String agentName,
                @Nullable UUID department,
                @Nullable String departmentName,
                Tally tally) {
            return new ItemView(
                    date,
                    agent,
                    agentName,
                    department,
                    departmentName,
                    tally.count(Measure.SESSIONS),
                    tally.count(Measure.SESSIONS_COMPLETED),
                    tally.count(Measure.SESSION_RESPONSE),
                    TimesView.mean(tally, Measure.SESSION_RESPONSE),
                    tally.count(Measure.SESSION_MESSAGES));
        }
    }
}
