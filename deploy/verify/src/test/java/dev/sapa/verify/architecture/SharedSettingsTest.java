package dev.sapa.verify.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All services are watched and configured in the same way, so these lines stand in each one with the same value. */
class SharedSettingsTest {

    private static final List<String> SHARED = List.of(
            "quarkus.otel.",
            "quarkus.log.console.",
            "quarkus.log.level",
            "quarkus.micrometer.",
            "quarkus.smallrye-health.",
            "quarkus.management.enabled",
            "quarkus.log.category.\"io.smallrye.health\"",
            "quarkus.jackson.property-naming-strategy",
            "quarkus.devservices.",
            "quarkus.config.");

    /** What must be there at all, else agreeing on nothing would do. */
    private static final Set<String> REQUIRED = Set.of(
            "quarkus.management.enabled", "quarkus.jackson.property-naming-strategy", "quarkus.devservices.enabled");

    @Test
    void all_services_agree_on_telemetry_health_and_logging() {
        var services = CodeBase.services().stream()
                .collect(Collectors.toMap(
                        module -> module.getFileName().toString(), module -> CodeBase.text(CodeBase.settings(module))));

        assertThat(services).hasSizeGreaterThan(1);
        assertThat(disagreements(services)).isEmpty();
        assertThat(services.values())
                .allSatisfy(settings -> assertThat(shared(settings).keySet()).containsAll(REQUIRED));
    }

    @Test
    void planted_differences_are_found() {
        var disagreements = disagreements(Map.of(
                "chat-service", "quarkus.otel.sdk.disabled=true\nquarkus.config.locations=1\nquarkus.http.port=1\n",
                "auth-service", "quarkus.otel.sdk.disabled=false\nquarkus.http.port=2\n"));

        assertThat(disagreements)
                .containsExactly(
                        "quarkus.config.locations: auth-service=absent, chat-service=1",
                        "quarkus.otel.sdk.disabled: auth-service=false, chat-service=true");
    }

    @Test
    void a_services_own_name_is_no_difference() {
        assertThat(disagreements(Map.of(
                        "chat-service", "quarkus.otel.resource=service.name=chat-service",
                        "auth-service", "quarkus.otel.resource=service.name=auth-service")))
                .isEmpty();
    }

    private static List<String> disagreements(Map<String, String> settingsByService) {
        var valuesByKey = new TreeMap<String, Map<String, String>>();
        settingsByService.forEach((service, settings) -> shared(settings).forEach((key, value) -> valuesByKey
                .computeIfAbsent(key, ignored -> new TreeMap<>())
                .put(service, value.replace(service, "<service>"))));

        return valuesByKey.entrySet().stream()
                .filter(key -> key.getValue().size() < settingsByService.size()
                        || Set.copyOf(key.getValue().values()).size() > 1)
                .map(key -> key.getKey() + ": " + described(key.getValue(), settingsByService.keySet()))
                .toList();
    }

    private static String described(Map<String, String> values, Set<String> services) {
        return new TreeSet<>(services)
                .stream()
                        .map(service -> service + "=" + values.getOrDefault(service, "absent"))
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, String> shared(String settings) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .filter(key -> SHARED.stream().anyMatch(key::startsWith))
                .collect(Collectors.toMap(key -> key, properties::getProperty));
    }
}
