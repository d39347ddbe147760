package dev.sapa.chat.file;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Content as objects {@code <company>/<file>} of an S3-compatible store. A small file is put at once, a larger one in parts,
 * because its length is not known before its end. Parts that a crash left are the bucket's life-cycle rule to remove.
 */
final class S3Depot implements Depot {

    private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
    private static final Buffer NOTHING = Buffer.buffer();

    private final S3Client client;
    private final int partBytes;

    S3Depot(S3Client client, int partBytes) {
        this.client = client;
        this.partBytes = partBytes;
    }

    @Override
    public Deposit begin(UUID company, UUID file, String contentType) {
        return new Parts(object(company, file));
    }

    @Override
    public Multi<Buffer> read(UUID company, UUID file) {
        return client.open(object(company, file), null).onItem().transformToMulti(MultiHelper::toMulti);
    }

    @Override
    public Multi<Buffer> read(UUID company, UUID file, Span span) {
        return client.open(object(company, file), span).onItem().transformToMulti(MultiHelper::toMulti);
    }

    @Override
    public Uni<Void> discard(UUID company, UUID file) {
        return remove(object(company, file));
    }

    private Uni<Void> remove(String object) {
        return client.call(HttpMethod.DELETE, object, Map.of(), NOTHING).replaceWithVoid();
    }

    private static String object(UUID company, UUID file) {
        return company + "/" + file;
    }

    private final class Parts implements Deposit {

        private final String object;
        private final List<String> tags = new ArrayList<>();
        private Buffer part = Buffer.buffer();
        private @Nullable String uploadId;

        private Parts(String object) {
            this.object = object;
        }

        @Override
        public Uni<Void> add(Buffer piece) {
            part.appendBuffer(piece);
            return part.length() >= partBytes ? send() : Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> close() {
            if (uploadId == null) {
                return client.call(HttpMethod.PUT, object, Map.of(), part).replaceWithVoid();
            }
            return (part.length() > 0 ? send() : Uni.createFrom().voidItem()).chain(this::complete);
        }

        @Override
        public Uni<Void> abandon() {
            return (uploadId == null
                            ? Uni.createFrom().voidItem()
                            : client.call(HttpMethod.DELETE, object, Map.of("uploadId", uploadId), NOTHING)
                                    .replaceWithVoid()
                                    .onFailure()
                                    .recoverWithNull()) // it may be complete, and then the object is there
                    .chain(() -> remove(object));
        }

        private Uni<Void> send() {
            var full = part;
            part = Buffer.buffer();
            return upload().chain(id -> client.call(
                            HttpMethod.PUT,
                            object,
                            Map.of("partNumber", String.valueOf(tags.size() + 1), "uploadId", id),
                            full))
                    .invoke(answer -> tags.add(String.valueOf(answer.head().getHeader("ETag"))))
                    .replaceWithVoid();
        }

        private Uni<String> upload() {
            return uploadId != null
                    ? Uni.createFrom().item(uploadId)
                    : client.call(HttpMethod.POST, object, Map.of("uploads", ""), NOTHING)
                            .map(answer -> uploadId = idIn(answer.body().toString()));
        }

        private static String idIn(String answer) {
            var matcher = UPLOAD_ID.matcher(answer);
            if (!matcher.find()) {
                throw FileProblem.storeUnavailable();
            }
            return matcher.group(1);
        }

        private Uni<Void> complete() {
            var xml = new StringBuilder("<CompleteMultipartUpload>");
            for (int i = 0; i < tags.size(); i++) {
                xml.append("<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>".formatted(i + 1, tags.get(i)));
            }
            xml.append("</CompleteMultipartUpload>");
            var id = String.valueOf(uploadId);
            return client.call(HttpMethod.POST, object, Map.of("uploadId", id), Buffer.buffer(xml.toString()))
                    .replaceWithVoid();
        }
    }
}
