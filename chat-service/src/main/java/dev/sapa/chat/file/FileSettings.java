package dev.sapa.chat.file;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Uploads and where they are kept. */
@ConfigMapping(prefix = "sapa.file")
interface FileSettings {

    /** Where new files are kept; those of before stay readable where they are. */
    @WithDefault("postgresql")
    Store store();

    /** A picture's size at most. */
    @WithDefault("10M")
    MemorySize pictureAtMost();

    /** Any other file's size at most. */
    @WithDefault("25M")
    MemorySize documentAtMost();

    /** Uploads that one replica takes at a time; further ones are refused with 503. */
    @WithDefault("16")
    int atOnce();

    /** How long a client may be silent in the middle of an upload. */
    @WithDefault("30s")
    Duration silence();

    /** How long an upload may take. Must be shorter than {@link #leftoverAfter()}. */
    @WithDefault("10m")
    Duration within();

    /** How often the remains of cut uploads are looked for. */
    @WithDefault("10m")
    Duration sweepEvery();

    /** When an unfinished upload counts as one that will never be finished. */
    @WithDefault("1h")
    Duration leftoverAfter();

    /** The malware scanner, {@code clamd://host:port}; without it nothing is scanned. */
    Optional<URI> scannerUrl();

    /** How long the scanner may take for its verdict. */
    @WithDefault("30s")
    Duration scannerTimeout();

    /** The S3-compatible store; must be complete when {@link #store()} is {@code s3}. */
    S3 s3();

    /** Where content is kept. */
    enum Store {
        POSTGRESQL,
        S3;

        /** As it stands in the database. */
        String word() {
            return this == S3 ? "s3" : "postgresql";
        }

        static Store of(String word) {
            return word.equals("s3") ? S3 : POSTGRESQL;
        }
    }

    /** An S3-compatible store, addressed in path style. */
    interface S3 {

        /** Base URL, for example {@code https://s3.eu-central-1.amazonaws.com}. */
        Optional<URI> endpoint();

        /** It must exist. */
        Optional<String> bucket();

        @WithDefault("us-east-1")
        String region();

        Optional<String> accessKey();

        Optional<String> secretKey();

        /** Larger files are sent in parts of this size, each held in memory while it is sent; S3 asks for 5 MB at least. */
        @WithDefault("5M")
        MemorySize part();

        /** How long the store may be silent. */
        @WithDefault("30s")
        Duration timeout();

        /** Whether all is set that has no default. */
        default boolean isComplete() {
            return endpoint().isPresent()
                    && bucket().isPresent()
                    && accessKey().isPresent()
                    && secretKey().isPresent();
        }
    }
}
