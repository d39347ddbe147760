package dev.sapa.auth.apikey;

import dev.sapa.auth.audit.AuditAction;
import dev.sapa.auth.audit.AuditLog;
import dev.sapa.auth.caller.Caller;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.page.Page;
import dev.sapa.auth.vault.RandomToken;
import dev.sapa.relay.EventTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The use cases of API keys. */
@ApplicationScoped
public class ApiKeyService {

    private static final int ID_CHARACTERS = 16;

    private final ApiKeyRepository keys;
    private final CompanyService companies;
    private final EventTransactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    ApiKeyService(
            ApiKeyRepository keys,
            CompanyService companies,
            EventTransactions transactions,
            AuditLog audit,
            Clock clock) {
        this.keys = keys;
        this.companies = companies;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Creates a key and returns it whole, this one time. */
    Uni<ApiKeyView> create(Caller caller, UUID companyId, String name) {
        var id = "ak_" + RandomToken.next().substring(0, ID_CHARACTERS);
        var secret = RandomToken.next();
        var key = new ApiKey(id, companyId, name, secret, clock.instant());
        return transactions.inSession(caller.scope(), events -> companies
                .require(companyId)
                .chain(() -> keys.persist(key))
                .chain(() -> record(AuditAction.API_KEY_CREATED, caller, companyId, id))
                .replaceWith(() -> key.view().showing(id + "." + secret)));
    }

    Uni<Page<ApiKeyView>> list(Caller caller, UUID companyId) {
        return transactions.readInSession(caller.scope(), () -> companies
                .require(companyId)
                .chain(() -> keys.of(companyId))
                .map(found -> new Page<>(found.stream().map(ApiKey::view).toList(), null)));
    }

    Uni<Void> revoke(Caller caller, UUID companyId, String id) {
        return transactions.inSession(caller.scope(), events -> keys.get(companyId, id)
                .invoke(ApiKey::revoke)
                .chain(() -> record(AuditAction.API_KEY_REVOKED, caller, companyId, id)));
    }

    /**
     * Whom this key stands for, in the caller's transaction; empty when it is unknown, wrong, revoked, or its company
     * is suspended.
     *
     * @param key {@code id.secret}
     */
    public Uni<Optional<KeyHolder>> holder(String key) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            return Uni.createFrom().item(Optional.empty());
        }
        var secret = key.substring(dot + 1);
        return keys.findById(key.substring(0, dot))
                .chain(found -> found == null || !found.admits(secret)
                        ? Uni.createFrom().item(Optional.empty())
                        : companies
                                .isActive(found.companyId())
                                .map(active -> active ? Optional.of(found.holder()) : Optional.empty()));
    }

    private Uni<Void> record(AuditAction action, Caller caller, UUID companyId, String id) {
        return audit.add(audit.entry(action)
                .in(companyId)
                .by(caller.staffId(), caller.address())
                .saying(id));
    }
}
