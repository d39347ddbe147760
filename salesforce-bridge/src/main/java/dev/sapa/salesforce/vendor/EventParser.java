package dev.sapa.salesforce.vendor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into server-sent events, wherever the network cuts it. Lines end with CR, LF or both; data may
 * have several lines; comments are passed over.
 */
final class EventParser {

    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterReturn;
    private @Nullable String name;
    private @Nullable String id;
    private @Nullable StringBuilder data;

    /** @throws IllegalStateException when an event is longer than anything that makes sense */
    List<StreamEvent> take(byte[] bytes) {
        var events = new ArrayList<StreamEvent>();
        for (byte b : bytes) {
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = b == '\r';
            if (b == '\n' || b == '\r') {
                end(events);
            } else {
                line.write(b);
                requireShort(line.size());
            }
        }
        return events;
    }

    private void end(List<StreamEvent> events) {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) {
            if (data != null) {
                events.add(new StreamEvent(name == null ? "message" : name, id, data.toString()));
            }
            name = null;
            id = null;
            data = null;
            return;
        }
        int colon = text.indexOf(':');
        if (colon == 0) {
            return;
        }
        var field = colon < 0 ? text : text.substring(0, colon);
        var value = colon < 0 ? "" : text.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void take(String field, String value) {
        switch (field) {
            case "event" -> name = value;
            case "id" -> id = value;
            case "data" -> {
                if (data == null) {
                    data = new StringBuilder(value);
                } else {
                    data.append('\n').append(value);
                }
                requireShort(data.length());
            }
            default -> {}
        }
    }

    private static void requireShort(int length) {
        if (length > MOST_BYTES) {
            throw new IllegalStateException("An event is longer than " + MOST_BYTES + " bytes");
        }
    }
}
