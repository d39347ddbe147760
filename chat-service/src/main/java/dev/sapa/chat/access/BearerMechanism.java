package dev.sapa.chat.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code Authorization: Bearer}: a visitor's session token, or an access token of auth-service. */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    private static final int BEFORE_THE_OTHERS = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1_000;

    private final CapabilityService capabilities;
    private final VerifiedTokenRegistry verified;
    private final KeySource keys;

    BearerMechanism(CapabilityService capabilities, VerifiedTokenRegistry verified, KeySource keys) {
        this.capabilities = capabilities;
        this.verified = verified;
        this.keys = keys;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        var token = bearer(request);
        if (token == null) {
            return Uni.createFrom().nullItem();
        }
        return identity(token, providers);
    }

    /** Whose token it is; fails when it is no good. */
    Uni<SecurityIdentity> identity(String token, IdentityProviderManager providers) {
        return token.startsWith(SessionToken.PREFIX) ? visitor(token) : known(token, providers);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "www-authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public int getPriority() {
        return BEFORE_THE_OTHERS;
    }

    private static @Nullable String bearer(RoutingContext request) {
        var header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).trim()
                : null;
    }

    private Uni<SecurityIdentity> visitor(String token) {
        return capabilities.verify(token).map(BearerMechanism::identity);
    }

    private static SecurityIdentity identity(@Nullable Capability capability) {
        if (capability == null) {
            throw new AuthenticationFailedException();
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(capability)
                .addRole(Role.VISITOR)
                .build();
    }

    private Uni<SecurityIdentity> known(String token, IdentityProviderManager providers) {
        var identity = verified.find(token);
        if (identity != null) {
            return Uni.createFrom().item(identity);
        }
        var header = TokenHeader.of(token);
        if (header == null || !header.isOfAccessToken()) {
            return Uni.createFrom().failure(AuthenticationFailedException::new);
        }
        return providers
                .authenticate(new TokenAuthenticationRequest(new JsonWebTokenCredential(token)))
                .onFailure(TokenHeader::hasNoKey)
                .recoverWithUni(this::orOutage)
                .invoke(fresh -> verified.remember(token, fresh));
    }

    /** The same failure, unless it is the keys that are away. */
    private Uni<SecurityIdentity> orOutage(Throwable failure) {
        return keys.isAnswering()
                .chain(answering -> Uni.createFrom().failure(answering ? failure : AccessProblem.keysUnavailable()));
    }
}
