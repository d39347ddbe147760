package dev.sapa.chat.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTest {

    @ParameterizedTest
    @ValueSource(strings = {"157.240.1.1", "100.128.0.1", "2a03:2880:f003::1"})
    void addresses_of_the_internet_are_outside(String address) throws UnknownHostException {
        assertThat(Outside.isOutside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "::ffff:127.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void addresses_of_networks_of_ours_are_not(String address) throws UnknownHostException {
        assertThat(Outside.isOutside(InetAddress.getByName(address))).isFalse();
    }
}
