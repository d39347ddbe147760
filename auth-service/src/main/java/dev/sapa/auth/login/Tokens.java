package dev.sapa.auth.login;

import dev.sapa.auth.staff.StaffView;
import dev.sapa.auth.token.Identity;
import dev.sapa.auth.token.TokenIssuer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Puts the tokens of a log-in together. */
@ApplicationScoped
class Tokens {

    private final TokenIssuer issuer;

    Tokens(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    SignedIn signedIn(StaffView staff, UUID sessionId, String refreshToken) {
        var access = issuer.forStaff(new Identity(
                staff.id(),
                staff.number(),
                staff.companyId(),
                staff.role(),
                staff.email(),
                staff.username(),
                staff.name(),
                staff.departmentIds(),
                sessionId));
        return SignedIn.with(access, refreshToken, staff);
    }
}
