package dev.sapa.auth.caller;

import dev.sapa.auth.problem.Problem;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.relay.Scope;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the caller from the verified token of the running request. */
@RequestScoped
public class CurrentCaller {

    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final HttpServerRequest request;

    CurrentCaller(SecurityIdentity identity, JsonWebToken token, HttpServerRequest request) {
        this.identity = identity;
        this.token = token;
        this.request = request;
    }

    /** The signed-in staff user; only behind {@code @RolesAllowed} with staff roles. */
    public Caller staff() {
        return new Caller(
                UUID.fromString(token.getClaim("user_id")),
                UUID.fromString(token.getClaim("company_id")),
                Role.valueOf(token.<String>getClaim("role").toUpperCase(Locale.ROOT)),
                UUID.fromString(token.getClaim("sid")),
                address());
    }

    /** Whether one of our own services asks, which may read every company; false when nobody known does. */
    public boolean isService() {
        return identity.hasRole("service");
    }

    /** The rows the caller may see; our own services see every company's. */
    public Scope scope() {
        return isService() ? Scope.everyCompany() : staff().scope();
    }

    /**
     * The company that is meant: the one that was named, else the caller's own. Row-level security answers a foreign one
     * like one that does not exist.
     */
    public UUID company(@Nullable UUID named) {
        if (named != null) {
            return named;
        }
        if (isService()) {
            throw Problem.of("company-missing", 400, "The company must be named")
                    .build();
        }
        return staff().companyId();
    }

    /** The network address of whoever asks; the gateway passes it on. */
    public @Nullable String address() {
        var remote = request.remoteAddress();
        return remote == null ? null : remote.hostAddress() == null ? remote.host() : remote.hostAddress();
    }
}
