package dev.sapa.relay;

import java.util.UUID;

/** An event came before one that must be applied first. */
public final class VersionGap extends RuntimeException {

    VersionGap(String type, UUID aggregate, long expected, long actual) {
        super("%s of %s: version %d before %d".formatted(type, aggregate, actual, expected));
    }
}
