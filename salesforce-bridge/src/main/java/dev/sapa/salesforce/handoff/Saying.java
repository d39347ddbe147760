package dev.sapa.salesforce.handoff;

import dev.sapa.salesforce.vendor.Entry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of type message says. What we do not know is said in plain words, never left out.
 *
 * @param text may be empty where there are files
 */
record Saying(String text, List<RemoteFile> files) {

    record RemoteFile(String name, String contentType, String url) {}

    static Saying of(Entry entry) {
        var message = object(entry.payload(), "abstractMessage");
        var content = object(message, "staticContent");
        return switch (message.getString("messageType", "")) {
            case "StaticContentMessage" -> ofStatic(content);
            case "ChoicesMessage" -> new Saying(choices(object(message, "choices")), List.of());
            case "FormMessage" -> new Saying("The agent sent a form, which this chat cannot show.", List.of());
            default ->
                new Saying(
                        words(content.getString("text"), "The agent sent something this chat cannot show."), List.of());
        };
    }

    private static Saying ofStatic(JsonObject content) {
        return switch (content.getString("formatType", "")) {
            case "Text" -> new Saying(words(content.getString("text"), ""), List.of());
            case "Attachments", "ExternalAttachments" ->
                new Saying(words(content.getString("text"), ""), files(content));
            case "RichLink" -> new Saying(link(content), List.of());
            default ->
                new Saying(
                        words(content.getString("text"), "The agent sent something this chat cannot show."), List.of());
        };
    }

    private static List<RemoteFile> files(JsonObject content) {
        var files = new ArrayList<RemoteFile>();
        if (content.getValue("attachments") instanceof JsonArray list) {
            for (var item : list) {
                if (item instanceof JsonObject file && file.getValue("url") instanceof String url) {
                    files.add(new RemoteFile(
                            words(file.getString("name"), "file"),
                            words(file.getString("mimeType"), "application/octet-stream"),
                            url));
                }
            }
        }
        return files;
    }

    private static String choices(JsonObject choices) {
        var options = choices.getValue("optionItems") instanceof JsonArray list
                ? list.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(item -> object((JsonObject) item, "titleItem").getString("title", ""))
                        .filter(title -> !title.isBlank())
                        .map(title -> "\n- " + title)
                        .collect(Collectors.joining())
                : "";
        return words(choices.getString("text"), "Please choose:") + options;
    }

    private static String link(JsonObject content) {
        var link = object(content, "linkItem");
        var title = object(link, "titleItem").getString("title", link.getString("title", ""));
        var url = link.getString("url", "");
        return words((title + "\n" + url).strip(), words(content.getString("text"), "A link"));
    }

    private static String words(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.getValue(name) instanceof JsonObject child ? child : new JsonObject();
    }
}
