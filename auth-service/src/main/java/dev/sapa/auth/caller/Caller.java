package dev.sapa.auth.caller;

import dev.sapa.events.StaffChanged.Role;
import dev.sapa.relay.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in staff user.
 *
 * @param sessionId the log-in the token belongs to
 * @param address   the caller's network address as the gateway saw it
 */
public record Caller(
        UUID staffId,
        UUID companyId,
        Role role,
        UUID sessionId,
        @Nullable String address) {

    public boolean isOperator() {
        return role == Role.OPERATOR;
    }

    /** The rows this caller may touch: the own company's; an operator's are all. */
    public Scope scope() {
        return isOperator() ? Scope.everyCompany() : Scope.of(companyId);
    }
}
