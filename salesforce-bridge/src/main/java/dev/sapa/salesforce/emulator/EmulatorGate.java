package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody in where Salesforce is not emulated, and words failures as the vendor does. */
class EmulatorGate {

    private final EmulatorSettings settings;

    EmulatorGate(EmulatorSettings settings) {
        this.settings = settings;
    }

    @Emulated
    @ServerRequestFilter
    public @Nullable Response admit(HttpServerRequest request) {
        return settings.enabled()
                ? null
                : answer(
                        EmulatedFailure.of(404, "Salesforce is not emulated here: SAPA_EMULATOR=true switches it on."));
    }

    @ServerExceptionMapper
    public Response failed(EmulatedFailure failure) {
        return answer(failure);
    }

    static String text(EmulatedFailure failure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", failure.message())
                .put("code", failure.status())
                .toString();
    }

    private static Response answer(EmulatedFailure failure) {
        var answer = Response.status(failure.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(text(failure));
        var retryAfter = failure.retryAfter();
        return retryAfter == null
                ? answer.build()
                : answer.header("Retry-After", retryAfter).build();
    }
}
