package dev.sapa.chat.file;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

/** Files for whoever shows their capability. */
@Path("/files/{id}/{capability}")
class FileDownloadResource {

    private static final Logger LOG = Logger.getLogger(FileDownloadResource.class);

    /** Whatever a file holds, no browser runs it. */
    private static final String POLICY = "sandbox; default-src 'none'";

    private final FileService files;

    FileDownloadResource(FileService files) {
        this.files = files;
    }

    /** The content, streamed, to be saved and not shown. */
    @GET
    @PermitAll
    public Uni<Void> download(@RestPath String id, @RestPath String capability, HttpServerRequest request) {
        var response = request.response();
        return files.find(id(id), capability)
                .chain(file -> request.method().equals(HttpMethod.HEAD) ? head(response, file) : body(response, file));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            throw FileProblem.notFound();
        }
    }

    private static Uni<Void> head(HttpServerResponse response, StoredFile file) {
        describe(response, file);
        return UniHelper.toUni(response.end());
    }

    /** The head is not written before the first piece is there, so that a store that is away is answered properly. */
    private Uni<Void> body(HttpServerResponse response, StoredFile file) {
        return files.content(file)
                .onItem()
                .transformToUniAndConcatenate(piece -> write(response, file, piece))
                .collect()
                .last()
                .chain(() -> UniHelper.toUni(response.end()))
                .onFailure(failure -> response.headWritten())
                .recoverWithUni(failure -> cut(response, file, failure));
    }

    private static Uni<Void> write(HttpServerResponse response, StoredFile file, Buffer piece) {
        if (!response.headWritten()) {
            describe(response, file);
        }
        return UniHelper.toUni(response.write(piece));
    }

    private static void describe(HttpServerResponse response, StoredFile file) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(file.size()))
                .putHeader("Content-Disposition", FileName.disposition(file.name()))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=3600");
    }

    /** The reader must not take a part for the whole. */
    private static Uni<Void> cut(HttpServerResponse response, StoredFile file, Throwable failure) {
        LOG.debugf("The download of %s was cut: %s", file, failure.getMessage());
        response.reset();
        return Uni.createFrom().voidItem();
    }
}
