package dev.sapa.chat.tracing;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Turns OpenTelemetry on when {@code SAPA_OTEL_ENDPOINT} names a collector, and off when it does not. */
public final class TracingSwitch implements ConfigSourceFactory {

    private static final String NAME = "tracing switch";
    private static final int OVER_APPLICATION_PROPERTIES = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(new PropertiesConfigSource(
                settings(context.getValue("SAPA_OTEL_ENDPOINT").getValue()), NAME, OVER_APPLICATION_PROPERTIES));
    }

    static Map<String, String> settings(@Nullable String endpoint) {
        return endpoint == null || endpoint.isBlank()
                ? Map.of("quarkus.otel.sdk.disabled", "true")
                : Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.exporter.otlp.endpoint", endpoint);
    }
}
