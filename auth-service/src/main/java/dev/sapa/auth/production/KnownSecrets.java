package dev.sapa.auth.production;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The secrets of the demo, which are published and must never guard anything real. */
final class KnownSecrets {

    private static final Map<String, String> OF_DEMO = Map.of(
            "SAPA_DB_PASSWORD", "sapa",
            "SAPA_DB_OWNER_PASSWORD", "sapa-owner",
            "SAPA_SERVICE_SECRET", "demo-service-secret",
            "SAPA_KEY_SECRET", "demo-key-secret",
            "JWT_SECRET", "your_jwt_secret");

    private KnownSecrets() {}

    /** The settings that hold the demo's value, in alphabetical order. */
    static List<String> in(Function<String, Optional<String>> settings) {
        return OF_DEMO.entrySet().stream()
                .filter(known -> settings.apply(known.getKey())
                        .filter(known.getValue()::equals)
                        .isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
