package dev.sapa.chat.file;

import dev.sapa.relay.EventTransactions;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Where content is kept: the depot for new files, and those of older ones. */
@ApplicationScoped
class Depots {

    private final FileSettings settings;
    private final Depot postgres;
    private final @Nullable Depot s3;

    Depots(FileSettings settings, EventTransactions transactions, Vertx vertx, Clock clock) {
        this.settings = settings;
        this.postgres = new PostgresDepot(transactions);
        this.s3 = settings.s3().isComplete() ? s3(settings.s3(), vertx, clock) : null;
    }

    private static Depot s3(FileSettings.S3 settings, Vertx vertx, Clock clock) {
        return new S3Depot(
                new S3Client(vertx, settings, clock),
                Math.toIntExact(settings.part().asLongValue()));
    }

    /** Stops the start rather than the first upload. */
    void start(@Observes StartupEvent event) {
        if (current() == FileSettings.Store.S3 && s3 == null) {
            throw new IllegalStateException(
                    "SAPA_FILE_STORE is s3, but not all of SAPA_FILE_S3_ENDPOINT, _BUCKET, _ACCESS_KEY and _SECRET_KEY are set");
        }
    }

    /** For new files. */
    FileSettings.Store current() {
        return settings.store();
    }

    /** Fails with a problem when files are kept where the settings no longer lead. */
    Depot of(FileSettings.Store store) {
        if (store == FileSettings.Store.POSTGRESQL) {
            return postgres;
        }
        if (s3 == null) {
            throw FileProblem.storeUnavailable();
        }
        return s3;
    }
}
