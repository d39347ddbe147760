package dev.sapa.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file on the disk that is sent as {@code multipart/form-data}, read as it is sent.
 *
 * @param field    name of the part
 * @param fileName as the client gave it
 * @param path     where it lies
 * @param size     bytes
 */
public record FormFile(String field, String fileName, String path, long size) {

    private static final int READ_AT_ONCE = 64 * 1024;
    private static final Pattern UNQUOTABLE = Pattern.compile("[\"\\p{Cntrl}]");

    Future<HttpClientResponse> sendOver(Vertx vertx, HttpClientRequest request) {
        var boundary = "sapa-" + UUID.randomUUID();
        var head = Buffer.buffer("""
                --%s\r
                Content-Disposition: form-data; name="%s"; filename="%s"\r
                Content-Type: application/octet-stream\r
                \r
                """.formatted(boundary, field, quotable(fileName)));
        var tail = Buffer.buffer("\r\n--%s--\r\n".formatted(boundary));
        request.putHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .putHeader("Content-Length", String.valueOf(head.length() + size + tail.length()));
        return vertx.fileSystem()
                .open(path, new OpenOptions().setRead(true).setWrite(false).setCreate(false))
                .compose(file -> send(request, head, file, tail));
    }

    private static String quotable(String name) {
        return UNQUOTABLE.matcher(name).replaceAll("_").replace("\\", "\\\\");
    }

    private static Future<HttpClientResponse> send(
            HttpClientRequest request, Buffer head, AsyncFile file, Buffer tail) {
        file.setReadBufferSize(READ_AT_ONCE);
        request.write(head);
        var sent = file.pipe()
                .endOnSuccess(false)
                .to(request)
                .eventually(() -> file.close())
                .compose(piped -> request.end(tail))
                .onFailure(failure -> request.reset());
        // A refusal may come before all is sent; then nothing is to be learnt from the rest.
        return Future.any(request.response(), sent.compose(all -> request.response()))
                .compose(first -> request.response());
    }
}
