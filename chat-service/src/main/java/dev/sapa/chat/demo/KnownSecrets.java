package dev.sapa.chat.demo;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The secrets of the demonstration, which are published and must never guard anything real. */
final class KnownSecrets {

    /**
     * One of them.
     *
     * @param setting  what an operator sets
     * @param property where it is read from; has the demo's value too when nothing is set, if we use it ourselves
     */
    private record Known(String setting, String property, String value) {

        static Known foreign(String setting, String value) {
            return new Known(setting, setting, value);
        }
    }

    private static final List<Known> OF_DEMO = List.of(
            Known.foreign("JWT_SECRET", "your_jwt_secret"),
            new Known("SAPA_DB_OWNER_PASSWORD", "quarkus.flyway.password", "sapa-owner"),
            new Known("SAPA_DB_PASSWORD", "quarkus.datasource.password", "sapa"),
            Known.foreign("SAPA_KEY_SECRET", "demo-key-secret"),
            Known.foreign("SAPA_SERVICE_SECRET", "demo-service-secret"));

    private KnownSecrets() {}

    /** The settings that hold the demo's value, in alphabetical order. */
    static List<String> in(Function<String, Optional<String>> properties) {
        return OF_DEMO.stream()
                .filter(known -> properties
                        .apply(known.property())
                        .filter(known.value()::equals)
                        .isPresent())
                .map(Known::setting)
                .toList();
    }
}
