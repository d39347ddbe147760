package dev.sapa.chat.provider;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A company's account with a provider, opened.
 *
 * @param address    the account's own at the provider, such as the id of a number
 * @param department whose conversations start here; null leaves it to the topic
 * @param bot        whether the company's bot answers first
 */
public record Account(
        UUID id,
        UUID company,
        String channel,
        String address,
        String name,
        @Nullable UUID department,
        boolean bot,
        boolean enabled,
        JsonObject settings,
        JsonObject secrets) {

    /** What the admin has set; the provider's check has seen to it that it is there. */
    public String setting(String name) {
        return settings.getString(name, "");
    }

    public String secret(String name) {
        return secrets.getString(name, "");
    }

    /** Secrets must not reach a log. */
    @Override
    public String toString() {
        return "Account " + id + " (" + channel + ")";
    }
}
