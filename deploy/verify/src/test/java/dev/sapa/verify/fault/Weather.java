package dev.sapa.verify.fault;

import java.time.Duration;
import java.util.Set;

/**
 * What a proxy does to all bytes that pass it. None of it loses, doubles or swaps a byte: that is what TCP makes of a bad
 * network.
 *
 * @param held   directions in which nothing moves, as while packets are dropped; what was sent arrives afterwards
 * @param delay  that each byte needs
 * @param jitter up to this much more, at random; never so that bytes overtake each other
 * @param slice  most bytes written at a time; 0 for no limit
 * @param pause  between two writes
 * @param rate   bytes per second in each direction of each connection; 0 for no limit
 */
record Weather(Set<Way> held, Duration delay, Duration jitter, int slice, Duration pause, long rate) {

    static final Weather FAIR = new Weather(Set.of(), Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, 0);

    Weather {
        held = Set.copyOf(held);
    }

    static Weather slow(Duration delay, Duration jitter) {
        return new Weather(Set.of(), delay, jitter, 0, Duration.ZERO, 0);
    }

    static Weather blackHole(Way... ways) {
        return new Weather(Set.of(ways), Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, 0);
    }

    static Weather sliced(int bytes, Duration pause) {
        return new Weather(Set.of(), Duration.ZERO, Duration.ZERO, bytes, pause, 0);
    }

    static Weather narrow(long bytesPerSecond) {
        return new Weather(Set.of(), Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, bytesPerSecond);
    }
}
