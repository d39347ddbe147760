package dev.sapa.chat.file;

import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;

/** Chooses the scanner by its address. */
class ScannerProducer {

    private static final String CLAMD = "clamd";

    @Produces
    @Singleton
    Scanner scanner(FileSettings settings, Vertx vertx) {
        return settings.scannerUrl().map(url -> clamd(vertx, url, settings)).orElseGet(NoScanner::new);
    }

    private static Scanner clamd(Vertx vertx, URI url, FileSettings settings) {
        if (!CLAMD.equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalStateException("SAPA_FILE_SCANNER_URL must be clamd://host:port");
        }
        return new ClamdScanner(vertx, url, settings.scannerTimeout());
    }
}
