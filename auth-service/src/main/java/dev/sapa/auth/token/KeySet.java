package dev.sapa.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The keys of the installation, oldest first. A key is published for a while before it signs, and stays published after
 * the next one took over until the last token it signed has expired.
 *
 * @param keys    in the order in which they begin to sign
 * @param outlive how long a key is needed after it signed its last token
 */
record KeySet(List<KeyPair> keys, Duration outlive) {

    /** The youngest key whose time to sign has come. */
    Optional<KeyPair> signing(Instant now) {
        return keys.stream().filter(key -> !key.signsFrom().isAfter(now)).reduce((older, younger) -> younger);
    }

    /** Every key that verifies tokens now or will sign soon. */
    List<KeyPair> published(Instant now) {
        return IntStream.range(0, keys.size())
                .filter(index -> !isRetired(index, now))
                .mapToObj(keys::get)
                .toList();
    }

    /** Keys that no living token needs. */
    List<KeyPair> retired(Instant now) {
        return IntStream.range(0, keys.size())
                .filter(index -> isRetired(index, now))
                .mapToObj(keys::get)
                .toList();
    }

    Optional<KeyPair> verifying(String id, Instant now) {
        return published(now).stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Whether a key was published that does not sign yet. */
    boolean isRotating(Instant now) {
        return keys.stream().anyMatch(key -> key.signsFrom().isAfter(now));
    }

    private boolean isRetired(int index, Instant now) {
        return index + 1 < keys.size()
                && keys.get(index + 1).signsFrom().plus(outlive).isBefore(now);
    }
}
