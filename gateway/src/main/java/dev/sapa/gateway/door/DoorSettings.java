package dev.sapa.gateway.door;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who stands between the clients and the gateway. */
@ConfigMapping(prefix = "sapa.door")
interface DoorSettings {

    /**
     * Addresses or networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For}, {@code X-Forwarded-Host} and
     * {@code X-Forwarded-Proto} are believed; none by default.
     */
    Optional<List<String>> trustedProxies();
}
