package dev.sapa.gateway.messagecenter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.gateway.messagecenter.CenterProblem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a JSON body field by field and says of all that is wrong at once, as the seed's own server did. */
public final class Form {

    private static final String BODY = "body";

    private final JsonNode json;
    private final List<Fault> faults = new ArrayList<>();

    private Form(JsonNode json) {
        this.json = json;
    }

    /** Fails with 422 when the body is no JSON object. */
    public static Form of(@Nullable String body, ObjectMapper mapper) {
        if (body == null || body.isBlank()) {
            throw CenterProblem.invalid(List.of(new Fault("missing", List.of(BODY), "Field required")));
        }
        var json = parsed(body, mapper);
        if (!json.isObject()) {
            throw CenterProblem.invalid(
                    List.of(new Fault("model_attributes_type", List.of(BODY), "Input should be a valid dictionary")));
        }
        return new Form(json);
    }

    private static JsonNode parsed(String body, ObjectMapper mapper) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException unreadable) {
            throw CenterProblem.invalid(List.of(new Fault("json_invalid", List.of(BODY), "JSON decode error")));
        }
    }

    /** A text that must be there; empty when it is not, which {@link #requireValid} tells. */
    public String text(String name, int atLeast, int atMost) {
        if (isAbsent(name)) {
            fault("missing", name, "Field required");
            return "";
        }
        var text = optionalText(name, atLeast, atMost);
        return text == null ? "" : text;
    }

    public @Nullable String optionalText(String name, int atLeast, int atMost) {
        var value = json.path(name);
        if (isAbsent(name)) {
            return null;
        }
        if (!value.isTextual()) {
            fault("string_type", name, "Input should be a valid string");
            return null;
        }
        var text = value.asText();
        if (text.strip().length() < atLeast) {
            fault("string_too_short", name, "String should have at least %d character".formatted(atLeast));
        } else if (text.length() > atMost) {
            fault("string_too_long", name, "String should have at most %d characters".formatted(atMost));
        } else if (text.indexOf('\0') >= 0) {
            fault("string_type", name, "Input should be a valid string");
        }
        return text;
    }

    /** One of some words; null when it is absent. */
    public @Nullable String word(String name, Set<String> words) {
        if (isAbsent(name)) {
            return null;
        }
        var value = json.path(name);
        if (!value.isTextual() || !words.contains(value.asText())) {
            var listed = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
            fault("enum", name, "Input should be one of " + listed);
            return null;
        }
        return value.asText();
    }

    public String requiredWord(String name, Set<String> words) {
        if (isAbsent(name)) {
            fault("missing", name, "Field required");
            return "";
        }
        var word = word(name, words);
        return word == null ? "" : word;
    }

    /** A whole number that is not negative; null when it is absent. */
    public @Nullable Long number(String name) {
        if (isAbsent(name)) {
            return null;
        }
        var value = json.path(name);
        var whole =
                value.isIntegralNumber() || (value.isTextual() && value.asText().matches("\\d{1,18}"));
        if (!whole || value.asLong() < 0) {
            fault("int_type", name, "Input should be a valid integer");
            return null;
        }
        return value.asLong();
    }

    public long requiredNumber(String name) {
        if (isAbsent(name)) {
            fault("missing", name, "Field required");
            return 0;
        }
        var number = number(name);
        return number == null ? 0 : number;
    }

    public @Nullable Boolean flag(String name) {
        if (isAbsent(name)) {
            return null;
        }
        var value = json.path(name);
        if (!value.isBoolean()) {
            fault("bool_type", name, "Input should be a valid boolean");
            return null;
        }
        return value.asBoolean();
    }

    /** Notes what else is wrong with a field. */
    public void fault(String type, String name, String msg) {
        faults.add(new Fault(type, List.of(BODY, name), msg));
    }

    /** Fails with 422 when anything was wrong. */
    public void requireValid() {
        if (!faults.isEmpty()) {
            throw CenterProblem.invalid(List.copyOf(faults));
        }
    }

    /** A number in a path; fails with 422 when it is none. */
    public static long pathNumber(String name, String text) {
        if (!text.matches("-?\\d{1,18}")) {
            throw CenterProblem.invalid(List.of(new Fault(
                    "int_parsing",
                    List.of("path", name),
                    "Input should be a valid integer, unable to parse string as an integer")));
        }
        return Long.parseLong(text);
    }

    private boolean isAbsent(String name) {
        return json.path(name).isMissingNode() || json.path(name).isNull();
    }
}
