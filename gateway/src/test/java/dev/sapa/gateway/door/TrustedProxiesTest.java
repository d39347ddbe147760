package dev.sapa.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {

    private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

    @Test
    void believes_nobody_it_was_not_told_to_trust() {
        assertThat(proxies.clientAddress("203.0.113.1", "198.51.100.1")).isEqualTo("203.0.113.1");
        assertThat(new TrustedProxies(List.of()).clientAddress("10.0.0.1", "198.51.100.1"))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void takes_the_nearest_hop_that_is_not_a_trusted_proxy() {
        assertThat(proxies.clientAddress("10.1.2.3", "1.1.1.1, 198.51.100.1, 10.9.9.9"))
                .isEqualTo("198.51.100.1");
        assertThat(proxies.clientAddress("fd00::5", "198.51.100.1,192.0.2.7")).isEqualTo("198.51.100.1");
        assertThat(proxies.clientAddress("10.1.2.3", null)).isEqualTo("10.1.2.3");
    }

    @Test
    void stops_at_what_is_not_an_address() {
        assertThat(proxies.clientAddress("10.1.2.3", "198.51.100.1, unknown")).isEqualTo("10.1.2.3");
    }

    @Test
    void refuses_a_setting_that_is_not_a_network() {
        assertThatThrownBy(() -> new TrustedProxies(List.of("proxy.example")))
                .hasMessageContaining("sapa.door.trusted-proxies");
    }
}
