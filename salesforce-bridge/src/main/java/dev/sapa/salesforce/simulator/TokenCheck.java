package dev.sapa.salesforce.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Makes an identity token as the simulator does and says what stands in it and what its times mean. Started by {@code
 * ./deploy/jwt-test}; needs no network. Exit code 1: no token could be made.
 */
final class TokenCheck {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private TokenCheck() {}

    public static void main(String[] arguments) {
        var subject = arguments.length > 0 ? arguments[0] : IdentityToken.DEFAULT_SUBJECT;
        System.exit(run(System.getenv(), subject, System.out));
    }

    static int run(Map<String, String> environment, String subject, PrintStream out) {
        var scrt = environment.getOrDefault("SCRT_URL", "http://localhost:8080").replaceFirst("/+$", "");
        var kid = environment.getOrDefault("KID", "sapa-demo");
        var path = environment.getOrDefault("JWK_PATH", "keys/infobip-private.json");
        var now = Instant.now();
        out.println("Key file  " + path);
        out.println("KID       " + kid);
        out.println("SCRT_URL  " + scrt);
        try {
            tell(IdentityToken.make(path, kid, scrt, subject, now), out);
            return 0;
        } catch (SimulatorFailure failure) {
            out.println();
            out.println(failure.error());
            return 1;
        }
    }

    private static void tell(IdentityToken token, PrintStream out) {
        out.println();
        out.println("JWT payload:");
        out.println(pretty(token));
        out.println();
        out.println("Timestamp analysis:");
        var now = Instant.now();
        time(out, "now", now.getEpochSecond(), now);
        time(out, "iat", token.claims().path("iat").asLong(), now);
        time(out, "nbf", token.claims().path("nbf").asLong(), now);
        time(out, "exp", token.claims().path("exp").asLong(), now);
        long age = now.getEpochSecond() - token.claims().path("iat").asLong();
        long left = token.claims().path("exp").asLong() - now.getEpochSecond();
        out.println("  iat age: " + age + " s");
        out.println("  seconds to expiry: " + left + " s");
        out.println(
                "  If Salesforce says that the token expired, compare the line 'now' with the clock of another machine.");
        out.println();
        out.println("JWT (the beginning of " + token.text().length() + " characters): " + token.shown());
    }

    private static void time(PrintStream out, String name, long second, Instant now) {
        var distance = Duration.ofSeconds(second - now.getEpochSecond());
        var said = distance.isZero()
                ? ""
                : distance.isNegative()
                        ? "  (" + distance.abs().toSeconds() + " s ago)"
                        : "  (in " + distance.toSeconds() + " s)";
        out.println("  " + name + "  " + second + "  " + Instant.ofEpochSecond(second) + said);
    }

    private static String pretty(IdentityToken token) {
        try {
            return JSON.writeValueAsString(token.claims());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written", e);
        }
    }
}
