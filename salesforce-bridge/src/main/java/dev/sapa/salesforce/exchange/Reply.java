package dev.sapa.salesforce.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What another system answered, whatever the status. */
public record Reply(int status, MultiMap headers, Buffer body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as a JSON object; empty when it is none. */
    public Optional<JsonObject> json() {
        try {
            return body.length() == 0 ? Optional.empty() : Optional.of(body.toJsonObject());
        } catch (DecodeException | ClassCastException noObject) {
            return Optional.empty();
        }
    }
}
