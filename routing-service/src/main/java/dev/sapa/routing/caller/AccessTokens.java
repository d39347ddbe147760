package dev.sapa.routing.caller;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Lets only access tokens in, by the type in their header (RFC 9068): what else the same key signed says something else. */
@ApplicationScoped
class AccessTokens implements SecurityIdentityAugmentor {

    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token && !isAccessToken(token.getRawToken())
                ? Uni.createFrom().failure(new AuthenticationFailedException("Not an access token"))
                : Uni.createFrom().item(identity);
    }

    /** The token is verified already, so that its header is well formed. */
    static boolean isAccessToken(String token) {
        var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        var type = new JsonObject(Buffer.buffer(header)).getString("typ", "");
        return TYPES.contains(type.toLowerCase(Locale.ROOT));
    }
}
