package dev.sapa.auth.apikey;

import dev.sapa.auth.vault.Vault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The secrets of API keys: at most two of a key are good at a time. Takes part in the caller's transaction. */
@ApplicationScoped
class ApiKeySecrets {

    private static final String PURPOSE = "api-key-secret";

    private final ApiKeySecretRepository secrets;
    private final ApiKeySettings settings;
    private final Vault vault;
    private final Clock clock;

    ApiKeySecrets(ApiKeySecretRepository secrets, ApiKeySettings settings, Vault vault, Clock clock) {
        this.secrets = secrets;
        this.settings = settings;
        this.vault = vault;
        this.clock = clock;
    }

    Uni<ApiKeySecret> add(ApiKey key, String secret) {
        var sealed = vault.seal(PURPOSE, secret.getBytes(StandardCharsets.UTF_8));
        return secrets.persistAndFlush(new ApiKeySecret(key, secret, sealed, clock.instant()));
    }

    /** Makes room for another: the newest goes on for the overlap, all before it end now. */
    Uni<Void> retire(String keyId) {
        var now = clock.instant();
        return secrets.of(keyId)
                .invoke(newestFirst -> {
                    newestFirst.stream().limit(1).forEach(newest -> newest.expireAt(now.plus(settings.overlap())));
                    newestFirst.stream().skip(1).forEach(older -> older.expireAt(now));
                })
                .replaceWithVoid();
    }

    /** The secrets of a key that are good now. */
    Uni<List<ApiKeySecret>> live(String keyId) {
        var now = clock.instant();
        return secrets.of(keyId)
                .map(found ->
                        found.stream().filter(secret -> secret.isLive(now)).toList());
    }

    /** 404 when there is none or the transaction may not see it. */
    Uni<ApiKeySecret> get(UUID id) {
        return secrets.findById(id).onItem().ifNull().failWith(ApiKeyProblem::notFound);
    }

    Uni<ApiKeyView> view(ApiKey key) {
        return live(key.id()).map(key::view);
    }

    Uni<List<ApiKeyView>> views(List<ApiKey> keys) {
        var now = clock.instant();
        return secrets.of(keys.stream().map(ApiKey::id).toList()).map(of -> keys.stream()
                .map(key -> key.view(of.getOrDefault(key.id(), List.of()).stream()
                        .filter(secret -> secret.isLive(now))
                        .toList()))
                .toList());
    }

    Uni<Void> forget(String keyId) {
        return secrets.deleteOf(keyId);
    }

    /** The secret itself; empty when only its hash is known. */
    String opened(ApiKeySecret secret) {
        var sealed = secret.sealed();
        return sealed == null ? "" : new String(vault.open(PURPOSE, sealed), StandardCharsets.UTF_8);
    }
}
