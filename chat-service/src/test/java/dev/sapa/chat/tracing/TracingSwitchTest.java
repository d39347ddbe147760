package dev.sapa.chat.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TracingSwitchTest {

    @Test
    void traces_only_when_a_collector_is_named() {
        assertThat(TracingSwitch.settings(null)).containsEntry("quarkus.otel.sdk.disabled", "true");
        assertThat(TracingSwitch.settings("")).containsEntry("quarkus.otel.sdk.disabled", "true");
        assertThat(TracingSwitch.settings("http://collector:4317"))
                .containsEntry("quarkus.otel.sdk.disabled", "false")
                .containsEntry("quarkus.otel.exporter.otlp.endpoint", "http://collector:4317");
    }
}
