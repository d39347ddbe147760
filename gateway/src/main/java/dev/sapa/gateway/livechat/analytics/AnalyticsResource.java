package dev.sapa.gateway.livechat.analytics;

import dev.sapa.gateway.livechat.Envelope;
import dev.sapa.gateway.livechat.StaffGate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Figures for the consoles; agents see their own rows of a report, others the company's. */
@Path("/api/analytics")
class AnalyticsResource {

    private final StaffGate gate;
    private final Analytics analytics;
    private final AnalyticsSettings settings;

    AnalyticsResource(StaffGate gate, Analytics analytics, AnalyticsSettings settings) {
        this.gate = gate;
        this.analytics = analytics;
        this.settings = settings;
    }

    @GET
    @Path("/dashboard")
    public Uni<Envelope<Dashboard>> dashboard(@Context RoutingContext http) {
        return gate.staff(http).chain(staff -> analytics.dashboard(staff, http));
    }

    /**
     * Sessions by period, from {@code start_date} to {@code end_date}, both included; within a period by agent and
     * department, unless {@code group_by} says otherwise.
     */
    @GET
    public Uni<SessionReport> report(
            @RestQuery("start_date") @Nullable String startDate,
            @RestQuery("end_date") @Nullable String endDate,
            @RestQuery @Nullable String period,
            @RestQuery("department_id") @Nullable String departmentId,
            @RestQuery("agent_id") @Nullable String agentId,
            @RestQuery("group_by") @Nullable String groupBy,
            @RestQuery("time_zone") @Nullable String timeZone,
            @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> {
            var zone = ReportQuery.zone(timeZone, settings.timeZone());
            var query = ReportQuery.of(startDate, endDate, period, zone)
                    .only(departmentId, agentId)
                    .by(groupBy);
            return analytics.report(staff, query, http);
        });
    }
}
