package dev.sapa.chat.file;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the attachments of a message against the files that were uploaded. One that names a file of ours, by its id alone
 * or by our address, must name one of the conversation and then says about it what we know; any other stays as given.
 */
@ApplicationScoped
public class Attachments {

    private static final String UUID_FORM = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern ID = Pattern.compile(UUID_FORM);
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:https?://[^/?#]+)?(?:/[^?#]*)?/files/(" + UUID_FORM + ")/([A-Za-z0-9_-]{43})",
            Pattern.CASE_INSENSITIVE);

    private final EventTransactions transactions;
    private final FileStore files;

    Attachments(EventTransactions transactions, FileStore files) {
        this.transactions = transactions;
        this.files = files;
    }

    /**
     * What a message carries.
     *
     * @param pictures whether all files of ours among them are pictures; null when there is none
     */
    public record Checked(
            List<Map<String, Object>> attachments, @Nullable Boolean pictures) {}

    /** A file of ours as an attachment names it; without a capability it is named by its id alone. */
    private record Named(UUID id, @Nullable String capability) {}

    /** Fails with 400 when one names a file that is none of the conversation's. */
    public Uni<Checked> check(UUID company, UUID conversation, List<Map<String, Object>> given) {
        var ids = given.stream()
                .map(Attachments::named)
                .filter(Objects::nonNull)
                .map(Named::id)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return Uni.createFrom().item(new Checked(given, null));
        }
        return transactions
                .readInConnection(Scope.of(company), connection -> files.ofConversation(connection, conversation, ids))
                .map(found -> found.stream().collect(Collectors.toMap(StoredFile::id, Function.identity())))
                .map(found -> new Checked(
                        given.stream().map(entry -> entry(entry, found)).toList(),
                        found.values().stream().allMatch(StoredFile::picture)));
    }

    private static Map<String, Object> entry(Map<String, Object> given, Map<UUID, StoredFile> found) {
        var named = named(given);
        if (named == null) {
            return given;
        }
        var file = found.get(named.id());
        if (file == null || (named.capability() != null && !file.isOpenedBy(named.capability()))) {
            throw FileProblem.attachmentUnknown();
        }
        var entry = new LinkedHashMap<>(given);
        entry.put("id", file.id().toString());
        entry.putIfAbsent("url", file.url());
        entry.put("name", file.name());
        entry.put("content_type", file.contentType());
        entry.put("size", file.size());
        return entry;
    }

    /** The file of ours that an attachment names; null when it names none. */
    static @Nullable UUID idOf(Map<String, Object> attachment) {
        var named = named(attachment);
        return named == null ? null : named.id();
    }

    private static @Nullable Named named(Map<String, Object> attachment) {
        if (attachment.get("url") instanceof String url) {
            var address = ADDRESS.matcher(url);
            return address.matches() ? new Named(UUID.fromString(address.group(1)), address.group(2)) : null;
        }
        return attachment.get("url") == null
                        && attachment.get("id") instanceof String id
                        && ID.matcher(id).matches()
                ? new Named(UUID.fromString(id), null)
                : null;
    }
}
