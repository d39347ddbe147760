package dev.sapa.analytics.dashboard;

import dev.sapa.analytics.caller.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/dashboard")
@RolesAllowed({"operator", "admin", "supervisor", "agent"})
class DashboardResource {

    private final DashboardService dashboard;
    private final Caller caller;

    DashboardResource(DashboardService dashboard, Caller caller) {
        this.dashboard = dashboard;
        this.caller = caller;
    }

    @GET
    public Uni<DashboardView> dashboard() {
        return dashboard.dashboard(caller.staff());
    }
}
