package dev.sapa.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.chat.carriage.InboundService;
import dev.sapa.chat.provider.Account;
import dev.sapa.chat.provider.AccountService;
import dev.sapa.chat.provider.ProviderProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What WhatsApp delivers. */
@ApplicationScoped
class WhatsAppService {

    private static final Logger LOG = Logger.getLogger(WhatsAppService.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private final AccountService accounts;
    private final InboundService inbound;
    private final ObjectMapper json;
    private final Clock clock;

    WhatsAppService(AccountService accounts, InboundService inbound, ObjectMapper json, Clock clock) {
        this.accounts = accounts;
        this.inbound = inbound;
        this.json = json;
        this.clock = clock;
    }

    /** The challenge, if whoever asks knows the account's verify token. */
    Uni<String> verify(UUID id, @Nullable String mode, @Nullable String token, @Nullable String challenge) {
        return accounts.delivering(id, WhatsAppProvider.CHANNEL).map(account -> {
            var isKnown = token != null && isSame(bytes(account.secret(WhatsAppProvider.VERIFY_TOKEN)), bytes(token));
            if (!isKnown || !"subscribe".equals(mode) || challenge == null) {
                throw ProviderProblem.verificationRefused();
            }
            return challenge;
        });
    }

    /** Emits when what was delivered cannot be lost any more. */
    Uni<Void> take(UUID id, @Nullable String signature, byte[] body) {
        return accounts.delivering(id, WhatsAppProvider.CHANNEL)
                .invoke(account -> requireSigned(account, signature, body))
                .chain(account -> takeAll(account, parsed(body)));
    }

    private Uni<Void> takeAll(Account account, JsonNode body) {
        var all = Uni.createFrom().voidItem();
        for (var delivery : WhatsAppDelivery.of(body, clock.instant())) {
            all = all.chain(() -> holder(account, delivery.number()))
                    .chain(holder -> holder == null
                            ? Uni.createFrom().voidItem()
                            : inbound.receive(holder, delivery.incoming(), delivery.reports()));
        }
        return all;
    }

    /** One app has one webhook for all of its numbers; those of the same company may be accounts of their own. */
    private Uni<@Nullable Account> holder(Account addressed, String number) {
        return number.isEmpty() || number.equals(addressed.address())
                ? Uni.createFrom().item(addressed)
                : accounts.at(addressed.company(), WhatsAppProvider.CHANNEL, number)
                        .invoke(found -> {
                            if (found == null) {
                                LOG.warnf("A delivery to %s is for a number that is no account's", addressed);
                            }
                        });
    }

    private static void requireSigned(Account account, @Nullable String signature, byte[] body) {
        if (signature == null || !signature.startsWith(PREFIX)) {
            throw ProviderProblem.signatureInvalid();
        }
        var expected = PREFIX + HexFormat.of().formatHex(mac(account.secret(WhatsAppProvider.APP_SECRET), body));
        if (!isSame(bytes(expected), bytes(signature))) {
            throw ProviderProblem.signatureInvalid();
        }
    }

    private JsonNode parsed(byte[] body) {
        try {
            var read = json.readTree(body);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException unreadable) {
            throw ProviderProblem.bodyInvalid();
        }
        throw ProviderProblem.bodyInvalid();
    }

    private static boolean isSame(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes(secret), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
