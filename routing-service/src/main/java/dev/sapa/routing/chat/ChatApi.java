package dev.sapa.routing.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What routing asks of chat-service. */
@Path("/conversations/{id}")
interface ChatApi {

    @GET
    Uni<JsonNode> find(@RestPath UUID id, @HeaderParam("Authorization") String bearer);

    @PUT
    @Path("/assignment")
    Uni<JsonNode> assign(@RestPath UUID id, @HeaderParam("Authorization") String bearer, AssignmentBody body);

    /** The event {@code AssignmentMade} as a command. */
    record AssignmentBody(
            UUID assignmentId,
            UUID conversationId,
            UUID companyId,
            long version,
            long epoch,
            UUID agentId,
            @Nullable UUID departmentId,
            String kind,
            boolean forced,
            @Nullable UUID actorId,
            @Nullable String note,
            Instant assignedAt) {}
}
