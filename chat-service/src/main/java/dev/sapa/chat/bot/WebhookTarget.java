package dev.sapa.chat.bot;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a company's address leads: one connection to exactly the address that was looked at, so that a name which is
 * resolved again cannot lead elsewhere.
 */
record WebhookTarget(URI uri, InetAddress address) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Resolves the address, which takes a while.
     *
     * @param anywhere whether private networks, this machine and plain HTTP are fine, too
     */
    static WebhookTarget resolved(String url, boolean anywhere) throws UnknownHostException {
        var uri = checked(url, anywhere);
        var addresses = InetAddress.getAllByName(uri.getHost());
        if (!anywhere && !Stream.of(addresses).allMatch(WebhookTarget::isPublic)) {
            throw BotProblem.urlRefused();
        }
        return new WebhookTarget(uri, addresses[0]);
    }

    /** Fails with a problem when it is no address that a company may name. */
    static URI checked(String url, boolean anywhere) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            var isWeb = "https".equals(scheme) || (anywhere && "http".equals(scheme));
            if (!isWeb || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw BotProblem.urlRefused();
            }
            return uri;
        } catch (URISyntaxException e) {
            throw BotProblem.urlRefused();
        }
    }

    RequestOptions request() {
        var tls = "https".equalsIgnoreCase(uri.getScheme());
        var port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(tls)
                .setFollowRedirects(false)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address
                ? isPublic4(bytes, 0)
                : address instanceof Inet6Address && isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes, int from) {
        int first = bytes[from] & 0xff;
        int second = bytes[from + 1] & 0xff;
        int third = bytes[from + 2] & 0xff;
        return first != 0
                && first != 10
                && first != 127
                && first < 224
                && !(first == 100 && second >= 64 && second < 128) // carriers' own
                && !(first == 169 && second == 254)
                && !(first == 172 && second >= 16 && second < 32)
                && !(first == 192 && second == 168)
                && !(first == 192 && second == 0 && (third == 0 || third == 2))
                && !(first == 198 && (second == 18 || second == 19))
                && !(first == 198 && second == 51 && third == 100)
                && !(first == 203 && second == 0 && third == 113);
    }

    /** Global unicast alone, and not what only wraps an address of the fourth version. */
    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        if (first == 0x2002) {
            return isPublic4(bytes, 2);
        }
        return (first & 0xe000) == 0x2000 && !(first == 0x2001 && (second < 0x200 || second == 0xdb8));
    }
}
