package dev.sapa.gateway.web;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of a front end in memory, with the forms in which its build left it compressed.
 *
 * @param path where it is served, without the leading slash
 * @param tag  changes with the content
 */
record WebFile(
        String path,
        String type,
        Buffer plain,
        @Nullable Buffer gzip,
        @Nullable Buffer brotli,
        String tag) {

    private static final int TAG_LENGTH = 16;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    static WebFile of(String path, byte[] plain, byte @Nullable [] gzip, byte @Nullable [] brotli) {
        var ending = path.substring(path.lastIndexOf('.') + 1);
        return new WebFile(
                path,
                TYPES.getOrDefault(ending, "application/octet-stream"),
                Buffer.buffer(plain),
                gzip == null ? null : Buffer.buffer(gzip),
                brotli == null ? null : Buffer.buffer(brotli),
                hashOf(plain));
    }

    boolean isPage() {
        return path.endsWith(".html");
    }

    /** Its name carries a hash of its content: what it holds never changes. */
    boolean isHashed() {
        return path.contains("/assets/");
    }

    private static String hashOf(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash).substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
