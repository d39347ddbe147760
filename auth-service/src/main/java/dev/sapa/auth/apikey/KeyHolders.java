package dev.sapa.auth.apikey;

import dev.sapa.auth.company.CompanyService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds out whom an API key stands for; in the caller's transaction. */
@ApplicationScoped
public class KeyHolders {

    private final ApiKeyRepository keys;
    private final ApiKeySecrets secrets;
    private final CompanyService companies;

    KeyHolders(ApiKeyRepository keys, ApiKeySecrets secrets, CompanyService companies) {
        this.keys = keys;
        this.secrets = secrets;
        this.companies = companies;
    }

    /**
     * The holder of a key that was shown; empty when it is unknown, wrong, revoked, or its company is suspended.
     *
     * @param key {@code id.secret}
     */
    public Uni<Optional<KeyHolder>> showing(String key) {
        int dot = key.indexOf('.');
        return dot < 0
                ? Uni.createFrom().item(Optional.empty())
                : holder(key.substring(0, dot), secret -> secret.is(key.substring(dot + 1)));
    }

    /**
     * The holder of a key that signed; empty when the key is unknown or revoked, its company is suspended, or none of its
     * secrets made this signature.
     *
     * @param text      what was signed
     * @param signature HMAC-SHA256 of it under the secret, 32 bytes
     */
    public Uni<Optional<KeyHolder>> signing(String keyId, String text, byte[] signature) {
        return holder(keyId, secret -> Signature.isOf(text, secrets.opened(secret), signature));
    }

    private Uni<Optional<KeyHolder>> holder(String keyId, Predicate<ApiKeySecret> proves) {
        return keys.findById(keyId)
                .chain(key -> key == null || !key.isActive()
                        ? Uni.createFrom().item(Optional.<KeyHolder>empty())
                        : secrets.live(keyId)
                                .chain(live -> live.stream().anyMatch(proves) ? ofCompany(key) : nobody()));
    }

    private Uni<Optional<KeyHolder>> ofCompany(ApiKey key) {
        return companies.isActive(key.companyId()).map(active -> active ? Optional.of(key.holder()) : Optional.empty());
    }

    private static Uni<Optional<KeyHolder>> nobody() {
        return Uni.createFrom().item(Optional.empty());
    }
}
