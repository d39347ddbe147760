package dev.sapa.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * OpenAPI documents of several services put into one: paths get the prefix under which the gateway passes them through,
 * component names the service's name, so that equal names of two services stay apart.
 */
final class MergedDocument {

    private static final String COMPONENT = "#/components/";

    private final ObjectNode merged = JsonNodeFactory.instance.objectNode();
    private final ObjectNode paths;
    private final ObjectNode components;
    private final ArrayNode tags;

    MergedDocument() {
        merged.put("openapi", "3.1.0");
        merged.putObject("info")
                .put("title", "Sapa")
                .put("version", "v2")
                .put(
                        "description",
                        "The native APIs. Errors are application/problem+json (RFC 9457) with a member code.");
        merged.putArray("servers").addObject().put("url", "/");
        tags = merged.putArray("tags");
        paths = merged.putObject("paths");
        components = merged.putObject("components");
    }

    /**
     * @param service the service's name in paths, for example {@code chat}
     * @param prefix  where its paths begin, for example {@code /api/v2/chat}; empty for the gateway's own
     */
    MergedDocument with(String service, String prefix, JsonNode document) {
        tags.addObject()
                .put("name", service)
                .put("description", document.path("info").path("description").asText(""));
        document.path("paths").properties().forEach(path -> {
            var operations = named(service, path.getValue());
            operations.forEach(operation -> {
                if (operation instanceof ObjectNode object) {
                    object.putArray("tags").add(service);
                }
            });
            paths.set(prefix + path.getKey(), operations);
        });
        document.path("components").properties().forEach(kind -> {
            var target = components.withObjectProperty(kind.getKey());
            kind.getValue()
                    .properties()
                    .forEach(component ->
                            target.set(service + "." + component.getKey(), named(service, component.getValue())));
        });
        return this;
    }

    /** Says in the document that a service could not be asked. */
    MergedDocument without(String service) {
        tags.addObject().put("name", service).put("description", "This service did not answer; load the page again.");
        return this;
    }

    JsonNode json() {
        return merged;
    }

    /** A copy whose references point to the renamed components. */
    private static JsonNode named(String service, JsonNode node) {
        if (node.isObject()) {
            var copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member -> copy.set(member.getKey(), renamed(service, member.getKey(), member.getValue())));
            return copy;
        }
        if (node.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(named(service, item)));
            return copy;
        }
        return node;
    }

    private static JsonNode renamed(String service, String member, JsonNode value) {
        if (member.equals("$ref") && value.asText().startsWith(COMPONENT)) {
            var name = value.asText().lastIndexOf('/') + 1;
            return TextNode.valueOf(value.asText().substring(0, name) + service + "."
                    + value.asText().substring(name));
        }
        if (member.equals("security") && value.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(requirement -> {
                var renamed = copy.addObject();
                requirement
                        .properties()
                        .forEach(scheme -> renamed.set(service + "." + scheme.getKey(), scheme.getValue()));
            });
            return copy;
        }
        return named(service, value);
    }
}
