package dev.sapa.salesforce.vendor;

import org.jspecify.annotations.Nullable;

/**
 * A server-sent event.
 *
 * @param id null when it has none
 */
public record StreamEvent(String name, @Nullable String id, String data) {

    public boolean isPing() {
        return name.equals("ping");
    }
}
