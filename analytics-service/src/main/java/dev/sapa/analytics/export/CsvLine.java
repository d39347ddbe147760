package dev.sapa.analytics.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A line of CSV after RFC 4180: every text in quotes, lists with {@code |} between, CRLF at the end. */
final class CsvLine {

    /** A spreadsheet takes a text that begins with one of these for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    static String names(JsonNode row) {
        var line = new StringJoiner(",", "", "\r\n");
        row.fieldNames().forEachRemaining(line::add);
        return line.toString();
    }

    static String values(JsonNode row) {
        var line = new StringJoiner(",", "", "\r\n");
        row.forEach(value -> line.add(field(value)));
        return line.toString();
    }

    private static String field(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(part.asText()));
            return quoted(String.join("|", parts));
        }
        if (value.isNull()) {
            return "";
        }
        return value.isTextual() ? quoted(value.asText()) : value.asText();
    }

    private static String quoted(String text) {
        var harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
