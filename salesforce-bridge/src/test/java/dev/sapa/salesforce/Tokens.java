package dev.sapa.salesforce;

import io.smallrye.jwt.build.Jwt;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Access tokens as auth-service issues them, signed with the key of the test profile. */
public final class Tokens {

    private Tokens() {}

    public static String staff(UUID staff, UUID company, String role, UUID... departments) {
        return Jwt.issuer("sapa")
                .audience("sapa")
                .subject(Long.toString(Math.abs(staff.getMostSignificantBits() % 1_000_000)))
                .upn(staff + "@example.org")
                .claim("user_id", staff.toString())
                .claim("company_id", company.toString())
                .claim("role", role)
                .claim("name", "Ada " + role)
                .claim(
                        "departments",
                        List.of(departments).stream().map(UUID::toString).toList())
                .claim("token_type", "access")
                .groups(Set.of(role))
                .expiresIn(900)
                .sign();
    }

    public static String service() {
        return Jwt.issuer("sapa")
                .audience("sapa")
                .subject("gateway")
                .upn("gateway")
                .claim("role", "service")
                .groups(Set.of("service"))
                .expiresIn(900)
                .sign();
    }
}
