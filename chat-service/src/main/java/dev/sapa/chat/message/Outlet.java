package dev.sapa.chat.message;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By which the company's words leave the suite, where a conversation is carried by somebody else. */
public interface Outlet {

    /**
     * Fails with a problem when the words could not go out now; nothing is written then.
     *
     * @param authorKey   with {@code clientMsgId}, by what a repeat of them would be known
     * @param attachments what they carry
     */
    Uni<Void> admit(
            UUID company,
            UUID conversation,
            String authorKey,
            @Nullable String clientMsgId,
            List<Map<String, Object>> attachments);
}
