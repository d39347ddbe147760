package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sapa.salesforce.simulator.Simulation.Attached;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The calls behind the simulator's page. Bodies may be absent, and then their type too. */
@Path("/api")
@Simulated
@PermitAll
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class SimulatorResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulation simulation;

    SimulatorResource(Simulation simulation) {
        this.simulation = simulation;
    }

    @POST
    @Path("/generate-token")
    public Uni<Map<String, Object>> generateToken(@Nullable String body, HttpServerRequest http) {
        var subject = parsed(body).path("sub").asText("").strip();
        return simulation.verifiedToken(Browser.of(http), subject.isEmpty() ? IdentityToken.DEFAULT_SUBJECT : subject);
    }

    @POST
    @Path("/generate-token-unauthenticated")
    public Uni<Map<String, Object>> generateGuestToken(HttpServerRequest http) {
        return simulation.guestToken(Browser.of(http));
    }

    @POST
    @Path("/create-conversation")
    public Uni<Map<String, Object>> createConversation(@Nullable String body, HttpServerRequest http) {
        return simulation.createConversation(Browser.of(http), parsed(body));
    }

    @GET
    @Path("/status")
    public Uni<Map<String, Object>> status(HttpServerRequest http) {
        return simulation.status(Browser.of(http));
    }

    @POST
    @Path("/send-message")
    public Uni<Map<String, Object>> sendMessage(@Nullable String body, HttpServerRequest http) {
        return simulation.sendMessage(Browser.of(http), parsed(body));
    }

    @POST
    @Path("/send-file")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<Map<String, Object>> sendFile(
            @RestForm("file") @Nullable FileUpload file, @RestForm @Nullable String caption, HttpServerRequest http) {
        var browser = Browser.of(http);
        return Uni.createFrom()
                .item(() -> Optional.ofNullable(file).map(SimulatorResource::attached))
                // Reads the uploaded file.
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(attached -> simulation.sendFile(browser, attached.orElse(null), caption));
    }

    /** Without a form there is no file. */
    @POST
    @Path("/send-file")
    public Uni<Map<String, Object>> sendNoFile(HttpServerRequest http) {
        return simulation.sendFile(Browser.of(http), null, null);
    }

    @POST
    @Path("/send-typing-indicator")
    public Uni<Map<String, Object>> typing(@Nullable String body, HttpServerRequest http) {
        return simulation.typing(Browser.of(http), parsed(body));
    }

    @POST
    @Path("/close-conversation")
    public Uni<Map<String, Object>> closeConversation(HttpServerRequest http) {
        return simulation.closeConversation(Browser.of(http));
    }

    @POST
    @Path("/end-session")
    public Uni<Map<String, Object>> endSession(HttpServerRequest http) {
        return simulation.endSession(Browser.of(http));
    }

    @GET
    @Path("/list-conversations")
    public Uni<Map<String, Object>> conversations(
            @RestQuery @DefaultValue("false") String inclClosedConvs,
            @RestQuery @DefaultValue("20") String limit,
            HttpServerRequest http) {
        return simulation.conversations(Browser.of(http), inclClosedConvs, limit);
    }

    @GET
    @Path("/list-conversation-entries/{id}")
    public Uni<Map<String, Object>> entries(
            @RestPath String id,
            @RestQuery @DefaultValue("50") String limit,
            @RestQuery @DefaultValue("FromEnd") String direction,
            HttpServerRequest http) {
        return simulation.entries(Browser.of(http), id, limit, direction);
    }

    @GET
    @Path("/sse-config")
    public Uni<Map<String, Object>> eventSource(HttpServerRequest http) {
        return simulation.eventSource(Browser.of(http));
    }

    private static Attached attached(FileUpload file) {
        try {
            return new Attached(
                    Objects.requireNonNullElse(file.fileName(), ""),
                    Objects.requireNonNullElse(file.contentType(), MediaType.APPLICATION_OCTET_STREAM),
                    Buffer.buffer(Files.readAllBytes(file.uploadedFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as JSON; an empty object when there is none. */
    static JsonNode parsed(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // Answered like JSON that is no object.
        }
        throw SimulatorFailure.refused("The body must be a JSON object.");
    }
}
