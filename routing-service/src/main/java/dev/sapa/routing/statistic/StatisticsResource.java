package dev.sapa.routing.statistic;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/statistics")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class StatisticsResource {

    private final StatisticService statistics;
    private final Caller caller;

    StatisticsResource(StatisticService statistics, Caller caller) {
        this.statistics = statistics;
        this.caller = caller;
    }

    @GET
    public Uni<StatisticsView> find() {
        return statistics.company(caller.staff().company());
    }
}
