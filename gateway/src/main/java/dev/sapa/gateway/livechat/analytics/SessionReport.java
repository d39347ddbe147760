package dev.sapa.gateway.livechat.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sapa.gateway.livechat.NativeObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions by day, week or month.
 *
 * @param asOf what happened later is not counted
 */
record SessionReport(
        boolean success,
        String message,
        List<Row> data,
        @Nullable String asOf) {

    /**
     * The sessions of one period, credited to who answered first.
     *
     * @param date                the period's first day, as {@code YYYY-MM-DD}
     * @param averageResponseTime seconds from a start to the first word of an agent; null where there was none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            String date,
            @Nullable String agentId,
            @Nullable String agentName,
            @Nullable String departmentId,
            @Nullable String departmentName,
            long totalSessions,
            long completedSessions,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Double averageResponseTime,

            long totalMessages) {

        private static Row of(NativeObject row) {
            return new Row(
                    row.said("date"),
                    row.text("agent_id"),
                    row.text("agent_name"),
                    row.text("department_id"),
                    row.text("department_name"),
                    row.number("total_sessions"),
                    row.number("completed_sessions"),
                    row.text("average_response_seconds") == null ? null : row.decimal("average_response_seconds"),
                    row.number("total_messages"));
        }
    }

    static SessionReport of(NativeObject report) {
        return new SessionReport(
                true,
                "Analytics retrieved successfully",
                report.objects("items").stream().map(Row::of).toList(),
                report.text("as_of"));
    }
}
