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
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Files for whoever shows their capability. */
@Path("/files/{id}/{capability}")
class FileDownloadResource {

    private static final Logger LOG = Logger.getLogger(FileDownloadResource.class);

    /** Whatever a file holds, no browser runs it. */
    private static final String POLICY = "sandbox; default-src 'none'";

    private static final String CACHING = "private, max-age=3600";
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;

    private final FileService files;

    FileDownloadResource(FileService files) {
        this.files = files;
    }

    /**
     * The content, streamed, to be saved and not shown: all of it, or the one range that is asked for; 304 for whoever has it
     * already.
     */
    @GET
    @PermitAll
    public Uni<Void> download(@RestPath String id, @RestPath String capability, HttpServerRequest request) {
        return files.find(id(id), capability).chain(file -> answer(request, file));
    }

    private Uni<Void> answer(HttpServerRequest request, StoredFile file) {
        var response = request.response();
        if (isKnown(request.headers().getAll(HttpHeaders.IF_NONE_MATCH), file.tag())) {
            return notModified(response, file);
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            return head(response, file);
        }
        var span = isOfThisContent(request.getHeader("If-Range"), file.tag())
                ? Span.asked(request.getHeader("Range"), file.size()).orElse(null)
                : null;
        return body(response, file, span);
    }

    /** Content never changes, so that comparing weakly and strongly is the same. */
    private static boolean isKnown(List<String> fields, String tag) {
        return fields.stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    private static boolean isOfThisContent(@Nullable String ifRange, String tag) {
        return ifRange == null || ifRange.strip().equals(tag);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            throw FileProblem.notFound();
        }
    }

    private static Uni<Void> notModified(HttpServerResponse response, StoredFile file) {
        response.setStatusCode(NOT_MODIFIED)
                .putHeader(HttpHeaders.ETAG, file.tag())
                .putHeader(HttpHeaders.CACHE_CONTROL, CACHING);
        return UniHelper.toUni(response.end());
    }

    private static Uni<Void> head(HttpServerResponse response, StoredFile file) {
        describe(response, file, null);
        return UniHelper.toUni(response.end());
    }

    /** The head is not written before the first piece is there, so that a store that is away is answered properly. */
    private Uni<Void> body(HttpServerResponse response, StoredFile file, @Nullable Span span) {
        return (span == null ? files.content(file) : files.content(file, span))
                .onItem()
                .transformToUniAndConcatenate(piece -> write(response, file, span, piece))
                .collect()
                .last()
                .chain(() -> UniHelper.toUni(response.end()))
                .onFailure(failure -> response.headWritten())
                .recoverWithUni(failure -> cut(response, file, failure));
    }

    private static Uni<Void> write(HttpServerResponse response, StoredFile file, @Nullable Span span, Buffer piece) {
        if (!response.headWritten()) {
            describe(response, file, span);
        }
        return UniHelper.toUni(response.write(piece));
    }

    /** @param span null for all */
    private static void describe(HttpServerResponse response, StoredFile file, @Nullable Span span) {
        if (span != null) {
            response.setStatusCode(PARTIAL).putHeader("Content-Range", "bytes " + span.text() + "/" + file.size());
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(span == null ? file.size() : span.length()))
                .putHeader("Accept-Ranges", "bytes")
                .putHeader(HttpHeaders.ETAG, file.tag())
                .putHeader("Content-Disposition", FileName.disposition(file.name()))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader(HttpHeaders.CACHE_CONTROL, CACHING);
    }

    /** The reader must not take a part for the whole. */
    private static Uni<Void> cut(HttpServerResponse response, StoredFile file, Throwable failure) {
        LOG.debugf("The download of %s was cut: %s", file, failure.getMessage());
        response.reset();
        return Uni.createFrom().voidItem();
    }
}
