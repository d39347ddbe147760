package dev.sapa.chat.erasure;

import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.file.FileErasure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Takes everything out of a conversation. Each step is a transaction of its own and may be done again, so that a crash
 * between any two of them is made good by whoever comes next.
 */
@ApplicationScoped
class ConversationEraser {

    static final String REASON = "erased";

    private final ConversationService conversations;
    private final FileErasure files;
    private final ErasureRepository rows;

    ConversationEraser(ConversationService conversations, FileErasure files, ErasureRepository rows) {
        this.conversations = conversations;
        this.files = files;
        this.rows = rows;
    }

    /** @param then what else belongs to the transaction in which it was erased, by how many rows of what there were */
    Uni<Void> erase(UUID company, UUID conversation, BiFunction<Map<String, Long>, Instant, Uni<Void>> then) {
        return conversations
                .changing(
                        company,
                        conversation,
                        locked -> locked.isOpen()
                                ? locked.close(REASON)
                                : Uni.createFrom().voidItem())
                .chain(() -> files.discard(company, conversation))
                .chain(() -> conversations.changing(
                        company,
                        conversation,
                        locked -> locked.erase()
                                ? rows.forget(conversation).chain(counts -> then.apply(counts, locked.now()))
                                : Uni.createFrom().voidItem()));
    }

    /** The content of files that came while it was being erased. */
    Uni<Void> discardFiles(UUID company, UUID conversation) {
        return files.discard(company, conversation);
    }
}
