package dev.sapa.auth.exchange;

import dev.sapa.auth.caller.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The token endpoint: client credentials (RFC 6749, section 4.4) and token exchange (RFC 8693). */
@Path("/oauth/token")
@PermitAll
class TokenResource {

    private final ExchangeService exchange;
    private final CurrentCaller current;

    TokenResource(ExchangeService exchange, CurrentCaller current) {
        this.exchange = exchange;
        this.current = current;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<TokenAnswer> token(
            @RestForm("grant_type") @Nullable String grantType,
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("client_secret") @Nullable String clientSecret,
            @RestForm("subject_token") @Nullable String subjectToken,
            @RestForm("subject_token_type") @Nullable String subjectTokenType) {
        return switch (given("grant_type", grantType)) {
            case "client_credentials" ->
                Uni.createFrom()
                        .item(exchange.forService(given("client_id", clientId), given("client_secret", clientSecret)));
            case "urn:ietf:params:oauth:grant-type:token-exchange" ->
                exchanged(given("subject_token", subjectToken), given("subject_token_type", subjectTokenType));
            default -> throw ExchangeProblem.unsupportedGrant();
        };
    }

    private Uni<TokenAnswer> exchanged(String subjectToken, String subjectTokenType) {
        return switch (subjectTokenType) {
            case "urn:sapa:token-type:company-jwt" -> exchange.forCompanyToken(subjectToken);
            case "urn:sapa:token-type:api-key" -> exchange.forApiKey(subjectToken);
            case "urn:sapa:token-type:signed-request" -> signed(subjectToken);
            default -> throw ExchangeProblem.missing("subject_token_type");
        };
    }

    /** Only the gateway sees a request whole and keeps it from coming twice: nobody else may trade what was signed. */
    private Uni<TokenAnswer> signed(String subjectToken) {
        if (!current.isService()) {
            throw ExchangeProblem.invalidClient();
        }
        return exchange.forSignedRequest(subjectToken);
    }

    private static String given(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ExchangeProblem.missing(name);
        }
        return value;
    }
}
