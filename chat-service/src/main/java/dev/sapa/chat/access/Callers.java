package dev.sapa.chat.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Tells who calls, from the credential of the present request. */
@ApplicationScoped
public class Callers {

    private final CurrentIdentityAssociation identities;

    Callers(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /** Anybody, also nobody known. Fails with 401 when a credential is there and no good. */
    public Uni<Caller> current() {
        return identities.getDeferredIdentity().map(Callers::caller);
    }

    /** A member of the company's staff; anybody else is forbidden here. */
    public Uni<Caller.Staff> staff() {
        return current().map(caller -> {
            if (caller instanceof Caller.Staff staff) {
                return staff;
            }
            throw new ForbiddenException();
        });
    }

    static Caller caller(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return new Caller.Anonymous();
        }
        if (identity.getPrincipal() instanceof Capability capability) {
            return new Caller.Visitor(capability);
        }
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return bearer(token);
        }
        throw new AuthenticationFailedException();
    }

    private static Caller bearer(JsonWebToken token) {
        String role = token.getClaim("role");
        return switch (role == null ? "" : role) {
            case Role.OPERATOR, Role.ADMIN, Role.SUPERVISOR -> staff(token, true);
            case Role.AGENT -> staff(token, false);
            case Role.BOT -> new Caller.Bot(required(id(token, "company_id")), id(token, "user_id"), name(token));
            case Role.VISITOR -> new Caller.CompanyUser(required(id(token, "company_id")), companyUser(token));
            case Role.COMPANY_AGENT -> companyAgent(required(id(token, "company_id")), companyUser(token));
            case Role.PORTAL -> new Caller.Portal(required(id(token, "company_id")));
            case Role.SERVICE -> new Caller.Service(token.getSubject());
            default -> throw new AuthenticationFailedException();
        };
    }

    private static Caller.Staff staff(JsonWebToken token, boolean oversees) {
        return new Caller.Staff(
                required(id(token, "user_id")),
                required(id(token, "company_id")),
                name(token),
                oversees,
                departments(token),
                token.getRawToken());
    }

    /** The company's people have no ids with us; one made of the name tells them apart. */
    private static Caller.CompanyAgent companyAgent(UUID company, String name) {
        var id = UUID.nameUUIDFromBytes((company + ":agent:" + name).getBytes(StandardCharsets.UTF_8));
        return new Caller.CompanyAgent(id, company, name);
    }

    private static @Nullable String name(JsonWebToken token) {
        return token.getClaim("name");
    }

    private static Set<UUID> departments(JsonWebToken token) {
        var departments = new HashSet<UUID>();
        if (token.getClaim("departments") instanceof JsonArray ids) {
            for (var id : ids.getValuesAs(JsonString.class)) {
                departments.add(uuid(id.getString()));
            }
        }
        return departments;
    }

    private static String companyUser(JsonWebToken token) {
        String userId = token.getClaim("company_user_id");
        if (userId == null) {
            throw new AuthenticationFailedException();
        }
        return userId;
    }

    private static @Nullable UUID id(JsonWebToken token, String claim) {
        String value = token.getClaim(claim);
        return value == null ? null : uuid(value);
    }

    private static UUID uuid(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationFailedException(e);
        }
    }

    private static UUID required(@Nullable UUID id) {
        if (id == null) {
            throw new AuthenticationFailedException();
        }
        return id;
    }
}
