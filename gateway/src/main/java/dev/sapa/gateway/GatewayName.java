package dev.sapa.gateway;

import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What this process is called among the gateways; another name after each start. */
@ApplicationScoped
public class GatewayName {

    /** How this process is called by its operators. */
    @ConfigMapping(prefix = "sapa.gateway")
    interface Settings {

        /** Shown in logs and told to routing-service; {@code gateway} when absent. */
        Optional<String> instance();
    }

    private final String text;

    GatewayName(Settings settings) {
        text = settings.instance().orElse("gateway") + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    public String text() {
        return text;
    }
}
