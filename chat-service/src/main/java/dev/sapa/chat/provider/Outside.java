package dev.sapa.chat.provider;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** Which addresses are outside: those of the public internet, and none of a network of ours. */
final class Outside {

    private Outside() {}

    static boolean isOutside(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128) // shared by carriers
                && !(first == 192 && second == 0 && bytes[2] == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }

    /** Neither a network's own, nor one that leads to an IPv4 address by way of a translator. */
    private static boolean isPublic6(byte[] bytes) {
        var nat64 = new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b};
        return (bytes[0] & 0xfe) != 0xfc
                && !Arrays.equals(bytes, 0, 4, nat64, 0, 4)
                && !(bytes[0] == 0x20 && bytes[1] == 0x02)
                && !startsWithZeros(bytes);
    }

    private static boolean startsWithZeros(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
