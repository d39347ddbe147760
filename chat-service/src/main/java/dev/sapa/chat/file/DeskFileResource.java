package dev.sapa.chat.file;

import dev.sapa.chat.access.Callers;
import dev.sapa.chat.access.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Where the bridge to another desk brings the files that the agents there send. */
@Path("/conversations/{id}/desk/files")
class DeskFileResource {

    private final FileService files;
    private final Callers callers;

    DeskFileResource(FileService files, Callers callers) {
        this.files = files;
        this.callers = callers;
    }

    /** Takes the form's part {@code file}; the body is streamed, whatever its size. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Role.SERVICE)
    @ResponseStatus(201)
    public Uni<FileView> upload(@RestPath UUID id, @RestQuery @Positive long epoch, HttpServerRequest request) {
        request.pause();
        return callers.current().chain(caller -> files.uploadAtDesk(caller, id, epoch, request));
    }
}
