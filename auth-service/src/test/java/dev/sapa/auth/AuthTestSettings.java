package dev.sapa.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Cheap hashes, because the tests sign in some hundred times; the cost in production is looked at in
 * {@code PasswordSettingsTest}. Mail goes to the mailer's own mailbox.
 */
public class AuthTestSettings implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "sapa.password.memory", "1024",
                "sapa.mail.host", "mail.example",
                "sapa.link.public-url", "https://chat.example/");
    }

    @Override
    public void stop() {}
}
