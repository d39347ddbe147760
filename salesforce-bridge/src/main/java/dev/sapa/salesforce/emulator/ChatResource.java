package dev.sapa.salesforce.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.salesforce.emulator.Conversations.Upload;
import dev.sapa.salesforce.emulator.Conversations.Window;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The chat API for end users. */
@Path("/iamessage/api/v2/conversation")
@Emulated
@PermitAll
class ChatResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Identities identities;
    private final Conversations conversations;

    ChatResource(Identities identities, Conversations conversations) {
        this.identities = identities;
        this.conversations = conversations;
    }

    @POST
    @ResponseStatus(201)
    public Uni<Void> create(@RestHeader("Authorization") @Nullable String bearer, @NotNull JsonNode request) {
        return identities.require(bearer).chain(user -> conversations.create(user, request));
    }

    @GET
    @Path("/list")
    public Uni<JsonNode> list(
            @RestHeader("Authorization") @Nullable String bearer,
            @RestQuery @DefaultValue("false") boolean inclClosedConvs,
            @RestQuery @DefaultValue("20") int limit) {
        return identities
                .require(bearer)
                .chain(user -> conversations.list(user, inclClosedConvs, limit))
                .map(answer -> answer);
    }

    @GET
    @Path("/{id}")
    public Uni<JsonNode> routingStatus(@RestHeader("Authorization") @Nullable String bearer, @RestPath String id) {
        var conversation = Conversations.conversationId(id);
        return identities
                .require(bearer)
                .chain(user -> conversations.routingStatus(user, conversation))
                .map(answer -> answer);
    }

    @GET
    @Path("/{id}/entries")
    public Uni<JsonNode> entries(
            @RestHeader("Authorization") @Nullable String bearer,
            @RestPath String id,
            @RestQuery @DefaultValue("20") int limit,
            @RestQuery @Nullable Long startTimestamp,
            @RestQuery @Nullable Long endTimestamp,
            @RestQuery @DefaultValue("FromEnd") String direction,
            @RestQuery @Nullable String entryTypeFilter) {
        var conversation = Conversations.conversationId(id);
        if (!direction.equals("FromEnd") && !direction.equals("FromStart")) {
            throw EmulatedFailure.badRequest("direction must be FromEnd or FromStart");
        }
        var types = entryTypeFilter == null || entryTypeFilter.isBlank()
                ? Set.<String>of()
                : Set.copyOf(List.of(entryTypeFilter.strip().split("\\s*,\\s*", -1)));
        var window = new Window(limit, startTimestamp, endTimestamp, direction.equals("FromEnd"), types);
        return identities
                .require(bearer)
                .chain(user -> conversations.entries(user, conversation, window))
                .map(answer -> answer);
    }

    @POST
    @Path("/{id}/message")
    @ResponseStatus(202)
    public Uni<JsonNode> message(
            @RestHeader("Authorization") @Nullable String bearer, @RestPath String id, @NotNull JsonNode request) {
        var conversation = Conversations.conversationId(id);
        return identities
                .require(bearer)
                .chain(user -> conversations.message(user, conversation, request))
                .map(answer -> answer);
    }

    @POST
    @Path("/{id}/file")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @ResponseStatus(202)
    public Uni<JsonNode> file(
            @RestHeader("Authorization") @Nullable String bearer,
            @RestPath String id,
            @RestForm @Nullable String messageEntry,
            @RestForm @Nullable FileUpload fileData) {
        var conversation = Conversations.conversationId(id);
        if (messageEntry == null || fileData == null) {
            throw EmulatedFailure.badRequest("The parts messageEntry and fileData are required");
        }
        var entry = parsed(messageEntry);
        return Uni.createFrom()
                .item(() -> uploaded(fileData))
                // Reads the uploaded file.
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(upload ->
                        identities.require(bearer).chain(user -> conversations.file(user, conversation, entry, upload)))
                .map(answer -> answer);
    }

    @POST
    @Path("/{id}/entry")
    @ResponseStatus(200)
    public Uni<Void> typing(
            @RestHeader("Authorization") @Nullable String bearer, @RestPath String id, @NotNull JsonNode request) {
        var conversation = Conversations.conversationId(id);
        return identities.require(bearer).chain(user -> conversations.typing(user, conversation, request));
    }

    @POST
    @Path("/{id}/acknowledge-entries")
    @ResponseStatus(200)
    public Uni<Void> acknowledge(
            @RestHeader("Authorization") @Nullable String bearer, @RestPath String id, @NotNull JsonNode request) {
        var conversation = Conversations.conversationId(id);
        return identities.require(bearer).chain(user -> conversations.acknowledge(user, conversation, request));
    }

    @DELETE
    @Path("/{id}/session")
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> endSession(
            @RestHeader("Authorization") @Nullable String bearer,
            @RestPath String id,
            @RestQuery @Nullable String esDeveloperName,
            @Nullable String body) {
        var conversation = bodiless(id, body);
        return identities.require(bearer).chain(user -> conversations.endSession(user, conversation, esDeveloperName));
    }

    @DELETE
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> close(
            @RestHeader("Authorization") @Nullable String bearer,
            @RestPath String id,
            @RestQuery @Nullable String esDeveloperName,
            @Nullable String body) {
        var conversation = bodiless(id, body);
        return identities.require(bearer).chain(user -> conversations.close(user, conversation, esDeveloperName));
    }

    private static UUID bodiless(String id, @Nullable String body) {
        if (body != null && !body.isEmpty()) {
            throw EmulatedFailure.badRequest("This call has no body");
        }
        return Conversations.conversationId(id);
    }

    private static Upload uploaded(FileUpload file) {
        try {
            return new Upload(
                    Objects.requireNonNullElse(file.fileName(), "file"),
                    Objects.requireNonNullElse(file.contentType(), MediaType.APPLICATION_OCTET_STREAM),
                    Buffer.buffer(Files.readAllBytes(file.uploadedFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw EmulatedFailure.badRequest("messageEntry is not JSON");
        }
    }
}
