package dev.sapa.gateway.livechat.upload;

import dev.sapa.gateway.credential.Staff;
import dev.sapa.gateway.livechat.Attempt;
import dev.sapa.gateway.livechat.Field;
import dev.sapa.gateway.livechat.LivechatProblem;
import dev.sapa.gateway.livechat.NativeObject;
import dev.sapa.gateway.livechat.Twofold;
import dev.sapa.gateway.livechat.session.ConversationCalls;
import dev.sapa.gateway.upstream.Answer;
import dev.sapa.gateway.upstream.Call;
import dev.sapa.gateway.upstream.FormFile;
import dev.sapa.gateway.upstream.Service;
import dev.sapa.gateway.upstream.Trail;
import dev.sapa.gateway.upstream.Upstream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Files for use among a message's attachments. The form's fields may come behind its file, so it is kept on the disk until
 * all of it is there; it is gone with the request.
 */
@ApplicationScoped
class Uploads {

    private static final Attempt UPLOAD = Attempt.failingWith("Failed to upload file")
            .saying(Attempt.NO_CONVERSATION, 400, "chat session not found")
            .saying(Attempt.CLOSED, 400, "cannot upload to closed session");

    static final String FILE = "file";

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Upstream upstream;
    private final ConversationCalls conversations;

    Uploads(Upstream upstream, ConversationCalls conversations) {
        this.upstream = upstream;
        this.conversations = conversations;
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

    /** Uploads as whoever the request's credential, or its bare session id, says. */
    Uni<Twofold<Uploaded>> upload(
            @Nullable String sessionId, @Nullable String token, @Nullable FileUpload file, RoutingContext http) {
        var conversation = Field.uuid("session_id", sessionId);
        return told(conversations.call(conversation, call(conversation, file), token, http));
    }

    Uni<Twofold<Uploaded>> uploadAs(
            Staff sender, @Nullable String sessionId, @Nullable FileUpload file, RoutingContext http) {
        var call = call(Field.uuid("session_id", sessionId), file);
        return told(upstream.call(call.bearer(sender.token()).onBehalfOf(Trail.of(http))));
    }

    private static Call call(UUID conversation, @Nullable FileUpload file) {
        if (file == null) {
            throw LivechatProblem.missing(FILE);
        }
        var form = new FormFile(FILE, file.fileName(), file.uploadedFile().toString(), file.size());
        return Call.post(Service.CHAT, "/conversations/" + conversation + "/files")
                .form(form)
                .within(LONGEST);
    }

    private static Uni<Twofold<Uploaded>> told(Uni<Answer> answer) {
        return answer.map(UPLOAD::bodyOf)
                .map(file -> Twofold.of("File uploaded successfully", Uploaded.of(file)))
                .onFailure(HttpProblem.class)
                .transform(UPLOAD::refusal);
    }
}
