package dev.sapa.salesforce.simulator;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Who gets to the simulator, and what those hear for whom something goes wrong. */
class SimulatorGate {

    private static final Logger LOG = Logger.getLogger(SimulatorGate.class);

    private final SimulatorSettings settings;

    SimulatorGate(SimulatorSettings settings) {
        this.settings = settings;
    }

    @Simulated
    @ServerRequestFilter
    public @Nullable Response admit(HttpServerRequest request) {
        if (!settings.enabled()) {
            return answer(404, "The simulator is switched off: SAPA_SIMULATOR=true switches it on.", null);
        }
        if (!settings.fromAnywhere() && !isThisMachine(Browser.address(request))) {
            return answer(
                    403, "The simulator serves this machine only: SAPA_SIMULATOR_FROM_ANYWHERE=true opens it.", null);
        }
        return null;
    }

    @ServerExceptionMapper
    public Response failed(SimulatorFailure failure) {
        LOG.debugf("Answered %d: %s", failure.status(), failure.error());
        return answer(failure.status(), failure.error(), failure.details());
    }

    private static boolean isThisMachine(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    private static Response answer(int status, String error, @Nullable String details) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", false);
        body.put("error", error);
        if (details != null) {
            body.put("details", details);
        }
        var answer =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        return status == 503 ? answer.header("Retry-After", 1).build() : answer.build();
    }
}
