package dev.sapa.auth.guess;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** How many wrong passwords are free, and how long the pauses grow after that. Unset numbers depend on the demo. */
@ConfigMapping(prefix = "sapa.guess")
interface GuessSettings {

    /** Failures of one account before the first pause; 10, in the demo 20. */
    Optional<Integer> accountFree();

    /** Failures from one address before the first pause; 50, in the demo 300. */
    Optional<Integer> addressFree();

    /** The first pause; each further failure doubles it. */
    @WithDefault("1s")
    Duration firstPause();

    /** The longest pause; 15 minutes, in the demo 20 s. */
    Optional<Duration> longestPause();

    /** Failures are forgotten this long after the last one. */
    @WithDefault("15m")
    Duration forgetAfter();

    /** Whether the generous numbers of the demo apply. */
    @WithName("demo")
    @WithDefault("${sapa.demo}")
    boolean demo();

    default GuessPolicy account() {
        return policy(accountFree().orElse(demo() ? 20 : 10));
    }

    default GuessPolicy address() {
        return policy(addressFree().orElse(demo() ? 300 : 50));
    }

    private GuessPolicy policy(int free) {
        var longest = longestPause().orElse(demo() ? Duration.ofSeconds(20) : Duration.ofMinutes(15));
        return new GuessPolicy(free, firstPause(), longest, forgetAfter());
    }
}
