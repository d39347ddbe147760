package dev.sapa.gateway.livechat;

import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.FormFile;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Files for use among a message's attachments. The form's fields may come behind its file, so it is kept on the disk until
 * all of it is there; it is gone with the request.
 */
@Path("/api")
@Consumes(MediaType.MULTIPART_FORM_DATA)
class UploadResource {

    private static final String FILE = "file";
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(2);

    private final Upstream upstream;
    private final ConversationCalls conversations;
    private final StaffGate gate;

    UploadResource(Upstream upstream, ConversationCalls conversations, StaffGate gate) {
        this.upstream = upstream;
        this.conversations = conversations;
        this.gate = gate;
    }

    /** @param url path at this gateway, which needs no other credential */
    record Uploaded(String url, String name, String contentType, long size) {

        static Uploaded of(NativeObject file) {
            return new Uploaded(
                    "/api/v2/chat" + file.said("url"),
                    file.said("name"),
                    file.said("content_type"),
                    file.number("size"));
        }
    }

    /** Uploads as whom the credential says; without one as the visitor, where the session id suffices. */
    @POST
    @Path("/public/chat/upload")
    public Uni<Envelope<Uploaded>> upload(
            @RestForm("session_id") @Nullable String sessionId,
            @RestForm("session_token") @Nullable String sessionToken,
            @RestForm(FILE) @Nullable FileUpload file,
            @Context RoutingContext http) {
        var conversation = Field.uuid("session_id", sessionId);
        return told(conversations.call(conversation, call(conversation, file), sessionToken, http));
    }

    @POST
    @Path("/chat/agent/upload")
    public Uni<Envelope<Uploaded>> uploadAsAgent(
            @RestForm("session_id") @Nullable String sessionId,
            @RestForm(FILE) @Nullable FileUpload file,
            @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> {
            var conversation = Field.uuid("session_id", sessionId);
            return told(
                    upstream.call(call(conversation, file).bearer(staff.token()).onBehalfOf(Trail.of(http))));
        });
    }

    private static Call call(UUID conversation, @Nullable FileUpload file) {
        if (file == null) {
            throw LivechatProblem.missing(FILE);
        }
        return Call.post(Service.CHAT, "/conversations/" + conversation + "/files")
                .form(new FormFile(FILE, file.fileName(), file.uploadedFile().toString(), file.size()))
                .within(LONGEST_UPLOAD);
    }

    private static Uni<Envelope<Uploaded>> told(Uni<? extends Answer> answer) {
        return answer.map(Attempt.UPLOAD::bodyOf)
                .map(file -> Envelope.of("File uploaded successfully", Uploaded.of(file)))
                .onFailure(HttpProblem.class)
                .transform(Attempt.UPLOAD::refusal);
    }
}
