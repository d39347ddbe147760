package dev.sapa.chat;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Access tokens as auth-service issues them, signed with the key that Quarkus makes for tests. */
public final class Tokens {

    private Tokens() {}

    public static String agent(UUID company, UUID id, UUID... departments) {
        return staff("agent", company, id, departments);
    }

    public static String supervisor(UUID company, UUID id) {
        return staff("supervisor", company, id);
    }

    public static String admin(UUID company, UUID id) {
        return staff("admin", company, id);
    }

    public static String operator(UUID company, UUID id) {
        return staff("operator", company, id);
    }

    public static String bot(UUID company) {
        return signed(claims("bot", "bot").claim("company_id", company.toString()));
    }

    public static String companyUser(UUID company, String userId) {
        return signed(claims("visitor", "slug:" + userId)
                .claim("company_id", company.toString())
                .claim("company_user_id", userId));
    }

    public static String companyAgent(UUID company, String userId) {
        return signed(claims("agent-limited", "slug:" + userId)
                .claim("company_id", company.toString())
                .claim("company_user_id", userId));
    }

    public static String portal(UUID company) {
        return signed(claims("portal", "key").claim("company_id", company.toString()));
    }

    public static String service(String name) {
        return signed(claims("service", name));
    }

    public static String ofAnotherIssuer(UUID company, UUID id) {
        return signed(staffClaims("agent", company, id).issuer("somebody"));
    }

    /** Good in every respect but for saying what kind of token it is. */
    public static String ofNoType(UUID company, UUID id) {
        return staffClaims("agent", company, id).sign();
    }

    private static String signed(JwtClaimsBuilder claims) {
        return claims.jws().header("typ", "at+jwt").sign();
    }

    private static String staff(String role, UUID company, UUID id, UUID... departments) {
        return signed(staffClaims(role, company, id)
                .claim(
                        "departments",
                        List.of(departments).stream().map(UUID::toString).toList()));
    }

    private static JwtClaimsBuilder staffClaims(String role, UUID company, UUID id) {
        return claims(role, "7")
                .claim("company_id", company.toString())
                .claim("user_id", id.toString())
                .claim("name", "Grace " + id.toString().substring(30));
    }

    private static JwtClaimsBuilder claims(String role, String subject) {
        return Jwt.issuer("sapa")
                .audience("sapa")
                .subject(subject)
                .groups(Set.of(role))
                .claim("role", role)
                .claim("token_type", "access")
                .expiresIn(Duration.ofMinutes(15));
    }
}
