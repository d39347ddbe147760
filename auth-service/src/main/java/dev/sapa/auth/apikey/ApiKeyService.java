package dev.sapa.auth.apikey;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.page.Page;
import dev.sapa.auth.repeat.RepeatService;
import dev.sapa.auth.vault.RandomToken;
import dev.sapa.relay.EventTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases of API keys. */
@ApplicationScoped
class ApiKeyService {

    private static final int ID_CHARACTERS = 16;

    private final ApiKeyRepository keys;
    private final ApiKeySecrets secrets;
    private final CompanyService companies;
    private final RepeatService repeats;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    ApiKeyService(
            ApiKeyRepository keys,
            ApiKeySecrets secrets,
            CompanyService companies,
            RepeatService repeats,
            EventTransactions transactions,
            AuditLog audit,
            Clock clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.companies = companies;
        this.repeats = repeats;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** A view that shows a new secret, and the id by which a repeat finds that secret again. */
    private record Made(UUID secretId, ApiKeyView view) {}

    /** Makes a key and returns it with its secret, this one time. */
    Uni<ApiKeyView> create(
            Caller caller,
            UUID companyId,
            String name,
            KeyRole role,
            List<String> scopes,
            @Nullable String idempotencyKey) {
        var id = "ak_" + RandomToken.next().substring(0, ID_CHARACTERS);
        var key = new ApiKey(id, companyId, name, role, scopes, clock.instant());
        var repeatKey = repeats.key(caller, "api key of " + companyId, List.of(name, role, scopes), idempotencyKey);
        return transactions
                .inSession(
                        caller.scope(),
                        events -> repeats.once(
                                repeatKey,
                                () -> companies
                                        .require(companyId)
                                        .chain(() -> keys.persist(key))
                                        .chain(() -> keys.flush())
                                        .chain(() -> withNewSecret(key))
                                        .call(() -> record(AuditAction.API_KEY_CREATED, caller, key)),
                                made -> made.secretId().toString(),
                                this::again))
                .map(Made::view);
    }

    /** Gives a key another secret and returns it, this one time; the secret before it goes on for the overlap. */
    Uni<ApiKeyView> rotate(Caller caller, String id, @Nullable String idempotencyKey) {
        var repeatKey = repeats.key(caller, "secret of " + id, "", idempotencyKey);
        return transactions
                .inSession(
                        caller.scope(),
                        events -> repeats.once(
                                repeatKey,
                                () -> keys.lock(id).chain(key -> rotate(caller, key)),
                                made -> made.secretId().toString(),
                                this::again))
                .map(Made::view);
    }

    Uni<Page<ApiKeyView>> list(Caller caller, UUID companyId) {
        return transactions.readInSession(caller.scope(), () -> companies
                .require(companyId)
                .chain(() -> keys.of(companyId))
                .chain(secrets::views)
                .map(found -> new Page<>(found, null)));
    }

    /** Ends a key with all its secrets, at once but for tokens of a minute that were traded for them. */
    Uni<Void> revoke(Caller caller, String id) {
        return transactions.inSession(caller.scope(), events -> keys.lock(id)
                .invoke(ApiKey::revoke)
                .call(() -> secrets.forget(id))
                .chain(key -> record(AuditAction.API_KEY_REVOKED, caller, key)));
    }

    private Uni<Made> rotate(Caller caller, ApiKey key) {
        if (!key.isActive()) {
            throw ApiKeyProblem.revoked();
        }
        return secrets.retire(key.id())
                .chain(() -> withNewSecret(key))
                .call(() -> record(AuditAction.API_KEY_ROTATED, caller, key));
    }

    private Uni<Made> withNewSecret(ApiKey key) {
        var secret = RandomToken.next();
        return secrets.add(key, secret)
                .chain(added -> secrets.view(key).map(view -> new Made(added.id(), view.showing(secret))));
    }

    /** The sender of a repeat never saw the first answer; it is told the same secret. */
    private Uni<Made> again(String secretId) {
        return secrets.get(UUID.fromString(secretId)).chain(secret -> keys.lock(secret.keyId())
                .chain(secrets::view)
                .map(view -> new Made(secret.id(), view.showing(secrets.opened(secret)))));
    }

    private Uni<Void> record(AuditAction action, Caller caller, ApiKey key) {
        return audit.add(audit.entry(action)
                .in(key.companyId())
                .by(caller.staffId(), caller.address())
                .saying(key.id()));
    }
}
