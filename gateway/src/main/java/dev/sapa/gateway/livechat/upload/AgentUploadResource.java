package dev.sapa.gateway.livechat.upload;

import dev.sapa.gateway.livechat.StaffGate;
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

/** An agent's files. */
@Path("/api/chat/agent/upload")
class AgentUploadResource {

    private final StaffGate gate;
    private final Uploads uploads;

    AgentUploadResource(StaffGate gate, Uploads uploads) {
        this.gate = gate;
        this.uploads = uploads;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<Twofold<Uploads.Uploaded>> upload(
            @RestForm("session_id") @Nullable String sessionId,
            @RestForm(Uploads.FILE) @Nullable FileUpload file,
            @Context RoutingContext http) {
        return gate.staff(http).chain(staff -> uploads.uploadAs(staff, sessionId, file, http));
    }
}
