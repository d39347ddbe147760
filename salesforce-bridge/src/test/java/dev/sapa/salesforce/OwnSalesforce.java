package dev.sapa.salesforce;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings under which the service under test is its own Salesforce. */
public class OwnSalesforce implements QuarkusTestResourceLifecycleManager {

    static final String KID = "test-key";

    /** Where the key of this JVM's tests is. */
    public static Path keyFile() {
        return Path.of("target", "keys", ProcessHandle.current().pid() + ".json");
    }

    @Override
    public Map<String, String> start() {
        var url = "http://localhost:" + freePort();
        var settings = new HashMap<String, String>();
        settings.put("quarkus.http.test-port", url.substring(url.lastIndexOf(':') + 1));
        settings.put("SCRT_URL", url);
        settings.put("ORG_ID", "00D000000000TST");
        settings.put("ES_DEVELOPER_NAME", "Test_Client");
        settings.put("KID", KID);
        settings.put("JWK_PATH", keyFile().toString());
        settings.put("SAPA_EMULATOR_MAKE_KEY", "true");
        settings.put("OAUTH_TOKEN_URL", url + "/services/oauth2/token");
        settings.put("OAUTH_CLIENT_ID", "test-client");
        settings.put("OAUTH_CLIENT_SECRET", "test-client-secret");
        return settings;
    }

    @Override
    public void stop() {}

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
