package dev.sapa.gateway.health;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /health}: 200 when every service is ready, else 503 naming those that are not. */
@Path("/health")
class HealthResource {

    private final SuiteHealth suite;

    HealthResource(SuiteHealth suite) {
        this.suite = suite;
    }

    /** What seed 002's clients read, and which service is ready. */
    record HealthView(String status, String message, Map<String, String> services) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<HealthView>> health() {
        return suite.readiness().map(HealthResource::view);
    }

    private static RestResponse<HealthView> view(Map<String, Boolean> readiness) {
        var services = new TreeMap<String, String>();
        readiness.forEach((name, ready) -> services.put(name, ready ? "ready" : "unavailable"));
        if (!services.containsValue("unavailable")) {
            return RestResponse.ok(new HealthView("ok", "LiveChat API is running", services));
        }
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.SERVICE_UNAVAILABLE,
                        new HealthView("unavailable", "Some services are not ready", services))
                .header("Retry-After", "1")
                .build();
    }
}
