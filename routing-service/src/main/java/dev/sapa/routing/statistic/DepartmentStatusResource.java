package dev.sapa.routing.statistic;

import dev.sapa.routing.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

@Path("/departments")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class DepartmentStatusResource {

    private final StatisticService statistics;
    private final Caller caller;

    DepartmentStatusResource(StatisticService statistics, Caller caller) {
        this.statistics = statistics;
        this.caller = caller;
    }

    @GET
    @Path("/status")
    public Uni<DepartmentStatusPage> list() {
        return statistics.departments(caller.staff().company()).map(found -> new DepartmentStatusPage(found, null));
    }

    @GET
    @Path("/{id}/status")
    public Uni<DepartmentStatusView> find(@RestPath UUID id) {
        return statistics.department(caller.staff().company(), id);
    }
}
