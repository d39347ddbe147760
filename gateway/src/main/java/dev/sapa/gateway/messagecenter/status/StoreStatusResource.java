package dev.sapa.gateway.messagecenter.status;

import dev.sapa.gateway.health.SuiteHealth;
import dev.sapa.gateway.messagecenter.CenterProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Whether the database is there, as far as the service whose chats are in it can tell. */
@Path("/db-connect")
class StoreStatusResource {

    private final SuiteHealth suite;

    StoreStatusResource(SuiteHealth suite) {
        this.suite = suite;
    }

    record StoreStatus(String database, String status) {}

    @GET
    public Uni<StoreStatus> status() {
        return suite.readiness().map(services -> {
            if (!services.getOrDefault("chat", false)) {
                throw CenterProblem.of("service-unavailable", 503, "The database cannot be reached")
                        .withHeader("Retry-After", "1")
                        .build();
            }
            return new StoreStatus("postgresql", "connected");
        });
    }
}
