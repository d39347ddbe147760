package dev.sapa.chat.provider;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** A body of {@code multipart/form-data}, written in order. */
public final class FormBody {

    private final String boundary = "sapa-" + UUID.randomUUID();
    private final Buffer written = Buffer.buffer();

    public FormBody field(String name, String value) {
        begin(name).appendString("\r\n\r\n").appendString(value).appendString("\r\n");
        return this;
    }

    public FormBody file(String name, String fileName, String contentType, Buffer content) {
        begin(name)
                .appendString("; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(fileName.replaceAll("[\"\\\\\\r\\n]", "_"), contentType))
                .appendBuffer(content)
                .appendString("\r\n");
        return this;
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    public Buffer end() {
        return written.appendString("--" + boundary + "--\r\n");
    }

    private Buffer begin(String name) {
        return written.appendString("--%s\r\nContent-Disposition: form-data; name=\"%s\"".formatted(boundary, name));
    }
}
