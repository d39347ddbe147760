package dev.sapa.auth.exchange;

import dev.sapa.auth.apikey.ApiKeyService;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.company.TrustedCompany;
import dev.sapa.auth.token.TokenIssuer;
import dev.sapa.auth.vault.Fingerprint;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;

/** Trades credentials for tokens. */
@ApplicationScoped
class ExchangeService {

    private static final Set<String> SERVICES = Set.of(
            "gateway", "auth-service", "chat-service", "routing-service", "analytics-service", "salesforce-bridge");

    private final CompanyService companies;
    private final ApiKeyService keys;
    private final TokenIssuer issuer;
    private final EventTransactions transactions;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final byte[] serviceSecret;

    ExchangeService(
            CompanyService companies,
            ApiKeyService keys,
            TokenIssuer issuer,
            EventTransactions transactions,
            MeterRegistry metrics,
            Clock clock,
            ExchangeSettings settings) {
        this.companies = companies;
        this.keys = keys;
        this.issuer = issuer;
        this.transactions = transactions;
        this.metrics = metrics;
        this.clock = clock;
        this.serviceSecret = Fingerprint.of(settings.serviceSecret());
    }

    TokenAnswer forService(String name, String secret) {
        boolean right = Fingerprint.matches(secret, serviceSecret);
        if (!right || !SERVICES.contains(name)) {
            count("service", false);
            throw ExchangeProblem.invalidClient();
        }
        count("service", true);
        return TokenAnswer.granted(issuer.forService(name));
    }

    Uni<TokenAnswer> forApiKey(String key) {
        return transactions
                .readInSession(Scope.everyCompany(), () -> keys.holder(key))
                .invoke(holder -> count("api-key", holder.isPresent()))
                .map(holder -> holder.orElseThrow(ExchangeProblem::subjectRefused))
                .map(holder -> TokenAnswer.exchanged(issuer.forKey(holder.companyId(), holder.keyId(), holder.role())));
    }

    Uni<TokenAnswer> forCompanyToken(String token) {
        var slug = CompanyToken.claimedSlug(token).orElse("");
        return transactions
                .readInSession(Scope.everyCompany(), () -> companies.trusted(slug))
                .map(company -> company.filter(TrustedCompany::active).flatMap(vouching -> CompanyToken.verified(
                                token, vouching, clock)
                        .map(content -> issuer.forVouched(
                                vouching.id(), content.slug(), content.userId(), content.role(), content.expiresAt()))))
                .invoke(issued -> count("company-jwt", issued.isPresent()))
                .map(issued -> TokenAnswer.exchanged(issued.orElseThrow(ExchangeProblem::subjectRefused)));
    }

    private void count(String kind, boolean granted) {
        metrics.counter("sapa.token.exchange", "kind", kind, "outcome", granted ? "granted" : "refused")
                .increment();
    }
}
