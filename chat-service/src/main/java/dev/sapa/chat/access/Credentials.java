package dev.sapa.chat.access;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells who shows a token that did not come in the header of a request, by the same rules as for one that did. */
@ApplicationScoped
public class Credentials {

    private final BearerMechanism bearer;
    private final IdentityProviderManager providers;

    Credentials(BearerMechanism bearer, IdentityProviderManager providers) {
        this.bearer = bearer;
        this.providers = providers;
    }

    /** Somebody who takes part in conversations; fails as a request with that token would, with 401 or 403. */
    public Uni<Caller> participant(@Nullable String token) {
        return caller(token).map(Credentials::requireParticipant);
    }

    /** Somebody who may look at a conversation, if it is the right one; fails as a request with that token would. */
    public Uni<Caller> reader(@Nullable String token) {
        return caller(token).map(Credentials::requireReader);
    }

    /** The token is looked at when this is subscribed to, not before. */
    private Uni<Caller> caller(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return Uni.createFrom().failure(UnauthorizedException::new);
        }
        return Uni.createFrom()
                .deferred(() -> bearer.identity(token, providers))
                .map(Callers::caller);
    }

    private static Caller requireReader(Caller caller) {
        if (caller instanceof Caller.CompanyAgent || caller instanceof Caller.Anonymous) {
            throw new ForbiddenException();
        }
        return caller;
    }

    private static Caller requireParticipant(Caller caller) {
        if (caller instanceof Caller.Portal || caller instanceof Caller.Service || caller instanceof Caller.Anonymous) {
            throw new ForbiddenException();
        }
        return caller;
    }
}
