package dev.sapa.salesforce.caller;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The signed-in staff user behind the request. Endpoints that admit the role {@code service} do not ask for it. */
@RequestScoped
public class Caller {

    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    /** What the token says, as a value that outlives the request. */
    public Staff staff() {
        return new Staff(
                UUID.fromString(claim("user_id")),
                UUID.fromString(claim("company_id")),
                Long.parseLong(token.getSubject()),
                claim("name"),
                claim("role"),
                departments());
    }

    private String claim(String name) {
        String value = token.getClaim(name);
        if (value == null) {
            throw CallerProblem.incompleteToken();
        }
        return value;
    }

    private List<UUID> departments() {
        Object claim = token.getClaim("departments");
        if (claim instanceof JsonArray array) {
            return array.getValuesAs(JsonString.class).stream()
                    .map(JsonString::getString)
                    .map(UUID::fromString)
                    .toList();
        }
        return claim instanceof Set<?> set
                ? set.stream().map(Object::toString).map(UUID::fromString).toList()
                : List.of();
    }

    /**
     * A signed-in staff user.
     *
     * @param number      dense integer of the installation
     * @param role        {@code operator}, {@code admin}, {@code supervisor} or {@code agent}
     * @param departments the departments it helps in; the first one is its home
     */
    public record Staff(UUID id, UUID company, long number, String name, String role, List<UUID> departments) {}
}
