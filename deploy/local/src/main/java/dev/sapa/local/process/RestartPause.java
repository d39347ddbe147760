package dev.sapa.local.process;

import java.time.Duration;

/** The growing pause before a restart: 0.2 s, doubled each time up to 10 s; short again after 30 s of good health. */
final class RestartPause {

    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration GOOD_HEALTH = Duration.ofSeconds(30);

    private Duration next = SHORTEST;

    /** @param healthyFor how long the program that has just ended had been ready; zero if it never was */
    Duration after(Duration healthyFor) {
        Duration pause = healthyFor.compareTo(GOOD_HEALTH) >= 0 ? SHORTEST : next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
