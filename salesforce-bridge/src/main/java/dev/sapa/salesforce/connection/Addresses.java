package dev.sapa.salesforce.connection;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Which hosts a company may send us to: Salesforce's, and in the local run those of this machine. */
final class Addresses {

    private static final List<String> CHAT = List.of(".my.salesforce-scrt.com");
    private static final List<String> DATA =
            List.of(".my.salesforce.com", "login.salesforce.com", "test.salesforce.com");
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

    private Addresses() {}

    /** The base address of the chat API without a slash at its end; fails with 400 when it is no address of Salesforce. */
    static String chat(String text, boolean local) {
        return checked("scrt_url", text.replaceFirst("/+$", ""), CHAT, local);
    }

    /** The address that OAuth tokens come from; fails with 400 when it is none of Salesforce. */
    static String token(String text, boolean local) {
        return checked("oauth.token_url", text, DATA, local);
    }

    private static String checked(String field, String text, List<String> allowed, boolean local) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw ConnectionProblem.address(field, "this is no address");
        }
        var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        boolean plain = "http".equals(uri.getScheme());
        if (host.isEmpty() || uri.getUserInfo() != null || !(plain || "https".equals(uri.getScheme()))) {
            throw ConnectionProblem.address(field, "this is no address like https://mydomain.my.salesforce-scrt.com");
        }
        if (local && THIS_MACHINE.contains(host)) {
            return text.strip();
        }
        if (plain) {
            throw ConnectionProblem.address(field, "it must begin with https://");
        }
        if (allowed.stream().noneMatch(host::endsWith)) {
            throw ConnectionProblem.address(field, "the host must be one of Salesforce, ending in " + allowed.get(0));
        }
        return text.strip();
    }
}
