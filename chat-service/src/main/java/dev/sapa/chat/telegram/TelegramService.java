package dev.sapa.chat.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.chat.carriage.InboundService;
import dev.sapa.chat.provider.AccountService;
import dev.sapa.chat.provider.ProviderProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Telegram delivers. */
@ApplicationScoped
class TelegramService {

    private final AccountService accounts;
    private final InboundService inbound;
    private final ObjectMapper json;

    TelegramService(AccountService accounts, InboundService inbound, ObjectMapper json) {
        this.accounts = accounts;
        this.inbound = inbound;
        this.json = json;
    }

    /** Emits when what was delivered cannot be lost any more. */
    Uni<Void> take(UUID id, @Nullable String secret, byte[] body) {
        return accounts.delivering(id, TelegramProvider.CHANNEL)
                .invoke(account -> requireSecret(account.secret(TelegramProvider.WEBHOOK_SECRET), secret))
                .chain(account -> TelegramUpdate.of(parsed(body))
                        .map(incoming -> inbound.receive(account, List.of(incoming), List.of()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static void requireSecret(String expected, @Nullable String shown) {
        if (shown == null
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8))) {
            throw ProviderProblem.signatureInvalid();
        }
    }

    private JsonNode parsed(byte[] body) {
        try {
            var read = json.readTree(body);
            if (read != null && read.path("update_id").isIntegralNumber()) {
                return read;
            }
        } catch (IOException unreadable) {
            throw ProviderProblem.bodyInvalid();
        }
        throw ProviderProblem.bodyInvalid();
    }
}
