package dev.sapa.analytics.report;

import dev.sapa.analytics.caller.Caller;
import dev.sapa.analytics.report.ReportService.Asked;
import dev.sapa.analytics.rollup.RollupQuery.Group;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/reports")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class ReportResource {

    private final ReportService reports;
    private final Caller caller;

    ReportResource(ReportService reports, Caller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    /**
     * All numbers of a range.
     *
     * @param groupBy {@code none}, {@code agent}, {@code department}, {@code tag}, {@code topic}, {@code hour} (of the
     *     day), {@code day}, {@code week} or {@code month}
     */
    @GET
    @Path("/summary")
    public Uni<SummaryView> summary(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery("time_zone") @Nullable String timeZone,
            @RestQuery("group_by") @DefaultValue("none") String groupBy,
            @RestQuery("department_id") @Nullable UUID department,
            @RestQuery("agent_id") @Nullable UUID agent,
            @RestQuery @Nullable String topic,
            @RestQuery @Nullable String tag) {
        return reports.summary(
                caller.staff(), new Asked(from, to, timeZone, department, agent, topic, tag), Grouping.parse(groupBy));
    }

    /**
     * Sessions by the period in which they began.
     *
     * @param groupBy {@code none}, {@code agent}, {@code department} or {@code agent,department}, within each period
     */
    @GET
    @Path("/sessions")
    public Uni<SessionsView> sessions(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery("time_zone") @Nullable String timeZone,
            @RestQuery @DefaultValue("daily") String period,
            @RestQuery("group_by") @DefaultValue("none") String groupBy,
            @RestQuery("department_id") @Nullable UUID department,
            @RestQuery("agent_id") @Nullable UUID agent) {
        return reports.sessions(
                caller.staff(),
                new Asked(from, to, timeZone, department, agent, null, null),
                length(period),
                groups(groupBy));
    }

    private static Periods.Length length(String period) {
        return switch (period) {
            case "daily" -> Periods.Length.DAY;
            case "weekly" -> Periods.Length.WEEK;
            case "monthly" -> Periods.Length.MONTH;
            default -> throw ReportProblem.badChoice("period", "daily, weekly, monthly");
        };
    }

    private static Set<Group> groups(String groupBy) {
        return switch (groupBy) {
            case "none" -> Set.of();
            case "agent" -> Set.of(Group.AGENT);
            case "department" -> Set.of(Group.DEPARTMENT);
            case "agent,department", "department,agent" -> Set.of(Group.AGENT, Group.DEPARTMENT);
            default -> throw ReportProblem.badChoice("group_by", "none, agent, department, \"agent,department\"");
        };
    }
}
