package dev.sapa.auth.exchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.auth.apikey.KeyHolder;
import dev.sapa.auth.apikey.KeyHolders;
import dev.sapa.auth.company.CompanyService;
import dev.sapa.auth.company.TrustedCompany;
import dev.sapa.auth.token.IssuedToken;
import dev.sapa.auth.token.TokenIssuer;
import dev.sapa.auth.vault.Fingerprint;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Trades credentials for tokens. */
@ApplicationScoped
class ExchangeService {

    private static final Set<String> SERVICES = Set.of(
            "gateway", "auth-service", "chat-service", "routing-service", "analytics-service", "salesforce-bridge");

    private final CompanyService companies;
    private final KeyHolders keys;
    private final TokenIssuer issuer;
    private final EventTransactions transactions;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final ObjectMapper json;
    private final ExchangeSettings settings;
    private final byte[] serviceSecret;

    ExchangeService(
            CompanyService companies,
            KeyHolders keys,
            TokenIssuer issuer,
            EventTransactions transactions,
            MeterRegistry metrics,
            Clock clock,
            ObjectMapper json,
            ExchangeSettings settings) {
        this.companies = companies;
        this.keys = keys;
        this.issuer = issuer;
        this.transactions = transactions;
        this.metrics = metrics;
        this.clock = clock;
        this.json = json;
        this.settings = settings;
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
                .readInSession(Scope.everyCompany(), () -> keys.showing(key))
                .map(holder -> answer("api-key", holder));
    }

    /**
     * For who signed a request within the window. That it is not sent twice is the business of who asks: the gateway,
     * which alone may.
     */
    Uni<TokenAnswer> forSignedRequest(String subjectToken) {
        var signed = SignedRequest.parse(subjectToken, json)
                .filter(request -> request.isTimely(clock.instant(), settings.signatureWindow()));
        return (signed.isEmpty() ? Uni.createFrom().item(Optional.<KeyHolder>empty()) : signer(signed.get()))
                .map(holder -> answer("signed-request", holder));
    }

    private Uni<Optional<KeyHolder>> signer(SignedRequest request) {
        return transactions.readInSession(
                Scope.everyCompany(), () -> keys.signing(request.keyId(), request.text(), request.mac()));
    }

    private TokenAnswer answer(String kind, Optional<KeyHolder> holder) {
        count(kind, holder.isPresent());
        return TokenAnswer.exchanged(granted(holder.orElseThrow(ExchangeProblem::subjectRefused)));
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

    private IssuedToken granted(KeyHolder holder) {
        return issuer.forKey(holder.companyId(), holder.keyId(), holder.name(), holder.role(), holder.scopes());
    }

    private void count(String kind, boolean granted) {
        metrics.counter("sapa.token.exchange", "kind", kind, "outcome", granted ? "granted" : "refused")
                .increment();
    }
}
