package dev.sapa.gateway.door;

import io.netty.util.NetUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the client's address behind the proxies that are trusted; headers of others are ignored. */
@ApplicationScoped
public class TrustedProxies {

    private static final class Network {

        private final byte[] address;
        private final int bits;

        private Network(byte[] address, int bits) {
            this.address = address;
            this.bits = bits;
        }

        static Network of(String text) {
            var parts = text.strip().split("/", 2);
            var address = NetUtil.createByteArrayFromIpAddressString(parts[0]);
            if (address == null) {
                throw new IllegalArgumentException("sapa.door.trusted-proxies: not an IP address or network: " + text);
            }
            return new Network(address, parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * 8);
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            int mask = 0xff << (8 - rest) & 0xff;
            return rest == 0 || (address[whole] & mask) == (other[whole] & mask);
        }
    }

    private final List<Network> networks;

    @Inject
    TrustedProxies(DoorSettings settings) {
        this(settings.trustedProxies().orElse(List.of()));
    }

    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(Network::of).toList();
    }

    boolean trusts(String address) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /**
     * The nearest address that is not a trusted proxy.
     *
     * @param peer         the address of the TCP connection
     * @param forwardedFor the {@code X-Forwarded-For} header, if any
     */
    public String clientAddress(String peer, @Nullable String forwardedFor) {
        var client = peer;
        var hops = forwardedFor == null ? new String[0] : forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
            var hop = hops[i].strip();
            if (!NetUtil.isValidIpV4Address(hop) && !NetUtil.isValidIpV6Address(hop)) {
                break;
            }
            client = hop;
        }
        return client;
    }
}
