package dev.sapa.salesforce.handoff;

import dev.sapa.salesforce.chat.ChatClient;
import dev.sapa.salesforce.handoff.Outbound.Content;
import dev.sapa.salesforce.handoff.Outbound.FileRef;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Salesforce is to know at the beginning: who asks, what was said before, and what the visitor said since somebody of
 * the company last answered, which is still to be answered there.
 *
 * @param lastSeq    everything up to here is in it
 * @param transcript null when nothing was said before
 */
record Preparation(
        Map<String, String> attributes,
        List<Said> unanswered,
        long lastSeq,
        @Nullable String transcript) {

    /** Salesforce says no limit; this is what its own clients keep to. */
    private static final int TEXT_AT_MOST = 4_000;

    private static final int TRANSCRIPT_AT_MOST = 100_000;
    private static final Set<String> ANSWERING = Set.of("agent", "bot");

    /** A message of a visitor in the parts in which it goes there. */
    record Said(long seq, List<Content> parts) {}

    static Preparation of(JsonObject conversation, List<JsonObject> messages) {
        int from = messages.size();
        while (from > 0 && !ANSWERING.contains(messages.get(from - 1).getString("author", ""))) {
            from--;
        }
        var unanswered = new ArrayList<Said>();
        messages.subList(from, messages.size()).stream()
                .filter(Preparation::isOfVisitor)
                .map(Preparation::said)
                .forEach(unanswered::add);
        long last = messages.isEmpty() ? 0 : messages.get(messages.size() - 1).getLong("seq", 0L);
        return new Preparation(attributes(conversation), unanswered, last, transcript(messages.subList(0, from)));
    }

    static boolean isOfVisitor(JsonObject message) {
        return "visitor".equals(message.getString("author"));
    }

    static Said said(JsonObject message) {
        return said(
                message.getLong("seq", 0L),
                message.getString("text", ""),
                message.getJsonArray("attachments", new JsonArray()).stream()
                        .map(one -> ((JsonObject) one).getMap())
                        .toList());
    }

    static Said said(long seq, String text, List<Map<String, Object>> attachments) {
        var parts = new ArrayList<Content>();
        var files = attachments.stream().map(Preparation::file).toList();
        var others = new StringBuilder(text);
        for (int i = 0; i < files.size(); i++) {
            var url = attachments.get(i).get("url");
            if (files.get(i) == null && url != null && !text.contains(url.toString())) {
                others.append('\n').append(url);
            }
        }
        var own = files.stream().filter(file -> file != null).toList();
        boolean isCaption = !own.isEmpty() && others.length() <= TEXT_AT_MOST;
        if (!isCaption) {
            pieces(others.toString()).forEach(piece -> parts.add(new Content(piece, null)));
        }
        for (int i = 0; i < own.size(); i++) {
            parts.add(new Content(isCaption && i == 0 ? others.toString() : "", own.get(i)));
        }
        return new Said(seq, parts);
    }

    private static @Nullable FileRef file(Map<String, Object> attachment) {
        var url = attachment.get("url") == null ? null : attachment.get("url").toString();
        var path = ChatClient.ownFile(url);
        if (path == null) {
            return null;
        }
        var size = attachment.get("size") instanceof Number number ? number.longValue() : 0;
        return new FileRef(
                path,
                String.valueOf(attachment.getOrDefault("name", "file")),
                String.valueOf(attachment.getOrDefault("content_type", "application/octet-stream")),
                size);
    }

    /** Never cuts a character in two. */
    static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int at = 0;
        while (text.length() - at > TEXT_AT_MOST) {
            int end = at + TEXT_AT_MOST;
            if (Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            pieces.add(text.substring(at, end));
            at = end;
        }
        pieces.add(text.substring(at));
        return pieces;
    }

    private static Map<String, String> attributes(JsonObject conversation) {
        var visitor = conversation.getJsonObject("visitor", new JsonObject());
        var attributes = new LinkedHashMap<String, String>();
        var name = visitor.getString("name");
        if (name != null && !name.isBlank()) {
            int space = name.strip().lastIndexOf(' ');
            put(
                    attributes,
                    "_firstName",
                    space < 0 ? name.strip() : name.strip().substring(0, space));
            put(attributes, "_lastName", space < 0 ? null : name.strip().substring(space + 1));
        }
        put(attributes, "_email", visitor.getString("email"));
        put(attributes, "_subject", conversation.getString("topic"));
        put(attributes, "MSISDN", visitor.getString("phone"));
        put(attributes, "Chat_Source", conversation.getString("channel"));
        put(attributes, "Priority", conversation.getString("priority"));
        put(attributes, "Portal_User", visitor.getString("oss_user_id"));
        put(attributes, "Sapa_Session", conversation.getString("id"));
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            attributes.put(name, value);
        }
    }

    private static @Nullable String transcript(List<JsonObject> messages) {
        var text = new StringBuilder();
        for (var message : messages) {
            var author = message.getString("author", "");
            if (!author.equals("system")) {
                var name = message.getString("author_name");
                text.append('[')
                        .append(name == null ? author : name)
                        .append("] (")
                        .append(message.getString("posted_at", ""))
                        .append("): ")
                        .append(message.getString("text", ""))
                        .append('\n');
            }
        }
        if (text.isEmpty()) {
            return null;
        }
        int from = Math.max(0, text.length() - TRANSCRIPT_AT_MOST);
        return "=== Chatbot Conversation Transcript ===\n\n" + text.substring(from) + "\n=== End of Transcript ===";
    }
}
