package dev.sapa.gateway.livechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A JSON object as a service answered it; what is absent reads as null. */
public record NativeObject(JsonNode json) {

    @Nullable
    public String text(String field) {
        var value = json.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** The field's text; empty when the service left it out. */
    public String said(String field) {
        var text = text(field);
        return text == null ? "" : text;
    }

    @Nullable
    public UUID id(String field) {
        var text = text(field);
        return text == null ? null : UUID.fromString(text);
    }

    public long number(String field) {
        return json.path(field).asLong();
    }

    public double decimal(String field) {
        return json.path(field).asDouble();
    }

    /** Null where the service knows no number. */
    public @Nullable Long count(String field) {
        return text(field) == null ? null : number(field);
    }

    public boolean isTrue(String field) {
        return json.path(field).asBoolean();
    }

    @Nullable
    public NativeObject object(String field) {
        var value = json.path(field);
        return value.isObject() ? new NativeObject(value) : null;
    }

    /** The objects of a list, whether it stands there itself or as {@code items} of a page; empty when it is absent. */
    public List<NativeObject> objects(String field) {
        var value = json.path(field);
        return StreamSupport.stream((value.isObject() ? value.path("items") : value).spliterator(), false)
                .map(NativeObject::new)
                .toList();
    }

    /** The texts of a list; empty when it is absent. */
    public List<String> texts(String field) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
