package dev.sapa.routing.policy;

import java.util.Locale;

/** @param offerMode {@code auto}: conversations are assigned at once; {@code ask}: they are offered first */
record PolicyView(String offerMode, long offerSeconds) {

    static PolicyView of(Policy policy) {
        return new PolicyView(
                policy.mode().name().toLowerCase(Locale.ROOT), policy.term().toSeconds());
    }
}
