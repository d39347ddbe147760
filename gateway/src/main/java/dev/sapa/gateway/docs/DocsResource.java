package dev.sapa.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /docs} shows {@code /docs/openapi.json}, which is made of what each service says of itself. */
@Path("/docs")
class DocsResource {

    private final Upstream upstream;

    DocsResource(Upstream upstream) {
        this.upstream = upstream;
    }

    @GET
    @Operation(hidden = true)
    public Response page() {
        return Response.seeOther(URI.create("/docs/index.html")).build();
    }

    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<JsonNode> document() {
        var services = Arrays.asList(Service.values());
        return Uni.join()
                .all(services.stream().map(this::ask).toList())
                .andCollectFailures()
                .map(answers -> merge(services, answers));
    }

    private Uni<Answer> ask(Service service) {
        return upstream.call(Call.get(service, "/openapi?format=json"))
                .onFailure()
                .recoverWithItem(failure -> new Answer(
                        Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                        MultiMap.caseInsensitiveMultiMap(),
                        MissingNode.getInstance(),
                        Buffer.buffer()));
    }

    private static JsonNode merge(List<Service> services, List<Answer> answers) {
        var merged = new MergedDocument();
        for (int index = 0; index < services.size(); index++) {
            var name = services.get(index).wireName();
            if (answers.get(index).succeeded()) {
                merged.with(name, "/api/v2/" + name, answers.get(index).body());
            } else {
                merged.without(name);
            }
        }
        return merged.json();
    }
}
