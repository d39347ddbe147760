package dev.sapa.gateway.livechat.analytics;

import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a report is about.
 *
 * @param from     first day
 * @param to       last day
 * @param period   {@code daily}, {@code weekly} or {@code monthly}
 * @param groupBy  what a period has rows of: one of the allowed texts, such as {@code agent,department}
 * @param timeZone where a day begins at midnight
 */
record ReportQuery(
        LocalDate from,
        LocalDate to,
        String period,
        String groupBy,
        @Nullable UUID departmentId,
        @Nullable UUID agentId,
        ZoneId timeZone) {

    private static final int USUAL_DAYS = 30;
    private static final String USUAL_GROUPS = "agent,department";
    private static final Set<String> GROUPS = Set.of("none", "agent", "department", USUAL_GROUPS);
    private static final Set<String> PERIODS = Set.of("daily", "weekly", "monthly");

    /**
     * Reads the parameters; without dates the last {@value #USUAL_DAYS} days are meant.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 for what is malformed, or ends before it begins
     */
    static ReportQuery of(
            @Nullable String startDate, @Nullable String endDate, @Nullable String period, ZoneId timeZone) {
        var to = Field.isBlank(endDate) ? LocalDate.now(timeZone) : date("end_date", endDate);
        var from = Field.isBlank(startDate) ? to.minusDays(USUAL_DAYS - 1) : date("start_date", startDate);
        if (from.isAfter(to)) {
            throw LivechatProblem.invalid("Invalid date range", "start_date must not be after end_date");
        }
        return new ReportQuery(from, to, period(period), USUAL_GROUPS, null, null, timeZone);
    }

    /** Narrowed to a department and an agent, where they are named; fails with 400 for what is no UUID. */
    ReportQuery only(@Nullable String department, @Nullable String agent) {
        return new ReportQuery(
                from, to, period, groupBy, id("department_id", department), id("agent_id", agent), timeZone);
    }

    /** With rows of what is named, else as usual; fails with 400 for what does not exist. */
    ReportQuery by(@Nullable String group) {
        var wanted = Field.isBlank(group) ? USUAL_GROUPS : Field.required("group_by", group);
        if (!GROUPS.contains(wanted)) {
            throw LivechatProblem.invalid(
                    "Invalid group_by parameter",
                    "group_by must be one of none, agent, department, \"agent,department\"");
        }
        return new ReportQuery(from, to, period, wanted, departmentId, agentId, timeZone);
    }

    /** The zone that is named, else the usual one; fails with 400 for one that does not exist. */
    static ZoneId zone(@Nullable String said, ZoneId usual) {
        if (Field.isBlank(said)) {
            return usual;
        }
        try {
            return ZoneId.of(Field.required("time_zone", said));
        } catch (DateTimeException unknown) {
            throw LivechatProblem.invalid("Invalid time_zone parameter", "time_zone must be a name like Asia/Jakarta");
        }
    }

    private static @Nullable UUID id(String name, @Nullable String said) {
        return Field.isBlank(said) ? null : Field.uuid(name, said);
    }

    /** Path and query at analytics-service. */
    String path() {
        return "/reports/sessions?from=" + from + "&to=" + to + "&period=" + period + "&group_by=" + groupBy
                + (departmentId == null ? "" : "&department_id=" + departmentId)
                + (agentId == null ? "" : "&agent_id=" + agentId)
                + "&time_zone=" + URLEncoder.encode(timeZone.getId(), StandardCharsets.UTF_8);
    }

    private static String period(@Nullable String said) {
        var period =
                Field.isBlank(said) ? "daily" : Field.required("period", said).toLowerCase(Locale.ROOT);
        if (!PERIODS.contains(period)) {
            throw LivechatProblem.invalid("Invalid period parameter", "period must be one of daily, weekly, monthly");
        }
        return period;
    }

    private static LocalDate date(String name, @Nullable String said) {
        try {
            return LocalDate.parse(Field.required(name, said));
        } catch (DateTimeParseException unreadable) {
            throw LivechatProblem.invalid("Invalid " + name + " format", name + " must be of the form YYYY-MM-DD");
        }
    }
}
