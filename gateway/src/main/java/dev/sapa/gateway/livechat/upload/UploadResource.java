package dev.sapa.gateway.livechat.upload;

import dev.sapa.gateway.livechat.Twofold;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** A visitor's files. */
@Path("/api/public/chat/upload")
class UploadResource {

    private final Uploads uploads;

    UploadResource(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Uploads as whom the credential says; without one as the visitor, where the session id suffices. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<Twofold<Uploads.Uploaded>> upload(
            @RestForm("session_id") @Nullable String sessionId,
            @RestForm("session_token") @Nullable String sessionToken,
            @RestForm(Uploads.FILE) @Nullable FileUpload file,
            @Context RoutingContext http) {
        return uploads.upload(sessionId, sessionToken, file, http);
    }
}
