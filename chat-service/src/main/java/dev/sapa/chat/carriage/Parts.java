package dev.sapa.chat.carriage;

import dev.sapa.chat.file.FileKeeping;
import dev.sapa.chat.provider.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a message is cut into what a provider takes at once; the same at every look, so that a part can be told by its number. */
final class Parts {

    private static final String TYPE = "type";
    private static final String TEMPLATE = "template";
    private static final int TEXT_AT_MOST = 4_096;
    private static final int CAPTION_AT_MOST = 1_024;
    private static final int NAME_AT_MOST = 512;
    private static final int PARAMETERS_AT_MOST = 20;

    private Parts() {}

    /**
     * One of them.
     *
     * @param files ids of ours
     */
    record Part(String text, List<UUID> files, Outgoing.@Nullable Template template) {}

    /** @param bundled whether everything goes out as one */
    static List<Part> of(String text, List<Map<String, Object>> attachments, boolean bundled) {
        var template = template(attachments);
        if (template != null) {
            return List.of(new Part(text, List.of(), template));
        }
        var files = new ArrayList<UUID>();
        var words = new StringBuilder(isOnlyName(text, attachments) ? "" : text);
        for (var attachment : attachments) {
            var id = FileKeeping.idOf(attachment);
            if (id != null) {
                files.add(id);
            } else if (attachment.get("url") instanceof String url) {
                words.append(words.isEmpty() ? "" : "\n").append(url);
            }
        }
        var said = files.isEmpty() && words.isEmpty() ? text : words.toString();
        return bundled ? List.of(new Part(said, files, null)) : cut(said, files);
    }

    /** A short text goes along with the first file. */
    private static List<Part> cut(String text, List<UUID> files) {
        var parts = new ArrayList<Part>();
        var isCaption = !files.isEmpty() && text.length() <= CAPTION_AT_MOST;
        if (!isCaption) {
            pieces(text).forEach(piece -> parts.add(new Part(piece, List.of(), null)));
        }
        for (int i = 0; i < files.size(); i++) {
            parts.add(new Part(isCaption && i == 0 ? text : "", List.of(files.get(i)), null));
        }
        return parts;
    }

    /** Ends at a line or a word where one ends late enough, and never within a character. */
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int at = 0;
        while (text.length() - at > TEXT_AT_MOST) {
            int end = at + TEXT_AT_MOST;
            int line = text.lastIndexOf('\n', end);
            int word = text.lastIndexOf(' ', end);
            int natural = line > at + TEXT_AT_MOST / 2 ? line : word;
            if (natural > at + TEXT_AT_MOST / 2) {
                end = natural;
            } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            pieces.add(text.substring(at, end));
            at = end;
        }
        pieces.add(text.substring(at));
        return pieces.stream().filter(piece -> !piece.isBlank()).toList();
    }

    /** The template among the attachments; null when there is none. Fails with a problem when it is none. */
    static Outgoing.@Nullable Template template(List<Map<String, Object>> attachments) {
        for (var attachment : attachments) {
            if (TEMPLATE.equals(attachment.get(TYPE))) {
                return new Outgoing.Template(
                        text(attachment.get("name")),
                        text(attachment.get("language")),
                        parameters(attachment.get("parameters")));
            }
        }
        return null;
    }

    private static List<String> parameters(@Nullable Object given) {
        if (given == null) {
            return List.of();
        }
        if (!(given instanceof List<?> list) || list.size() > PARAMETERS_AT_MOST) {
            throw CarriageProblem.templateInvalid();
        }
        return list.stream().map(Parts::text).toList();
    }

    private static String text(@Nullable Object given) {
        if (given instanceof String text && !text.isBlank() && text.length() <= NAME_AT_MOST) {
            return text;
        }
        throw CarriageProblem.templateInvalid();
    }

    /** Clients put a file's name where a message has to have a text. */
    private static boolean isOnlyName(String text, List<Map<String, Object>> attachments) {
        return attachments.stream().anyMatch(attachment -> text.equals(attachment.get("name")));
    }
}
