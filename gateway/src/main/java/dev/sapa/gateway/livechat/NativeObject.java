package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A JSON object as a service answered it; what is absent reads as null. */
record NativeObject(JsonNode json) {

    @Nullable
    String text(String field) {
        var value = json.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** The field's text; empty when the service left it out. */
    String said(String field) {
        var text = text(field);
        return text == null ? "" : text;
    }

    @Nullable
    UUID id(String field) {
        var text = text(field);
        return text == null ? null : UUID.fromString(text);
    }

    long number(String field) {
        return json.path(field).asLong();
    }

    boolean isTrue(String field) {
        return json.path(field).asBoolean();
    }

    @Nullable
    NativeObject object(String field) {
        var value = json.path(field);
        return value.isObject() ? new NativeObject(value) : null;
    }

    /** The objects of a list; empty when it is absent. */
    List<NativeObject> objects(String field) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(NativeObject::new)
                .toList();
    }

    /** The texts of a list; empty when it is absent. */
    List<String> texts(String field) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
