package dev.sapa.gateway.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All files of the front ends: some megabytes, read once, so that serving them touches no disk. */
@ApplicationScoped
class WebFiles {

    private static final Logger LOG = Logger.getLogger(WebFiles.class);

    /** Names the others, one a line; written by {@code webui/build.mjs}. */
    private static final String LIST = "files";

    private final String folder;
    private final Map<String, WebFile> files;

    WebFiles(WebSettings settings) {
        this.folder = settings.folder() + "/";
        this.files = load();
    }

    Optional<WebFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private Map<String, WebFile> load() {
        var list = read(LIST);
        if (list == null) {
            LOG.info("Built without the web front ends: /desk, /demo and /widget have nothing to show");
            return Map.of();
        }
        return new String(list, StandardCharsets.UTF_8)
                .lines()
                .map(path -> WebFile.of(
                        path, Objects.requireNonNull(read(path), path), read(path + ".gz"), read(path + ".br")))
                .collect(Collectors.toUnmodifiableMap(WebFile::path, Function.identity()));
    }

    private byte @Nullable [] read(String path) {
        try (var content = Thread.currentThread().getContextClassLoader().getResourceAsStream(folder + path)) {
            return content == null ? null : content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
