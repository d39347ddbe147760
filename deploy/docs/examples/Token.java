import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the tokens that a company's own server gives its users: HS256 with {@code company_id}, {@code user_id}, {@code
 * role} and {@code exp}, signed with {@code JWT_SECRET}.
 *
 * <pre>
 * java Token.java CompanyA user1 user [seconds]   prints one token
 * java Token.java --ask                           asks for company, user and role
 * java Token.java                                 asks when there is somebody to answer, else prints five samples
 * </pre>
 */
public final class Token {

    private static final long AN_HOUR = 3600;
    private static final List<String> ROLES = List.of("user", "admin");

    private record Sample(String company, String user, String role) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample("CompanyA", "user1", "user"),
            new Sample("CompanyA", "user2", "user"),
            new Sample("CompanyA", "admin1", "admin"),
            new Sample("CompanyB", "user3", "user"),
            new Sample("CompanyB", "admin2", "admin"));

    private Token() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length == 1 && arguments[0].equals("--ask") || arguments.length == 0 && isAnybodyThere()) {
            ask();
        } else if (arguments.length == 0) {
            for (var sample : SAMPLES) {
                System.out.printf("%s, %s, %s:%n%s%n%n", sample.company(), sample.user(), sample.role(), of(sample, AN_HOUR));
            }
        } else if (arguments.length == 3 || arguments.length == 4) {
            var seconds = arguments.length == 4 ? Long.parseLong(arguments[3]) : AN_HOUR;
            System.out.println(of(new Sample(arguments[0], arguments[1], role(arguments[2])), seconds));
        } else {
            System.err.println("Usage: token [COMPANY USER user|admin [SECONDS]] | --ask");
            System.exit(2);
        }
    }

    private static boolean isAnybodyThere() throws IOException {
        return System.in.available() > 0;
    }

    private static void ask() throws IOException, GeneralSecurityException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var company = answer(in, "Enter Company ID: ");
        var user = answer(in, "Enter User ID: ");
        var role = role(answer(in, "Enter Role (user/admin): "));
        System.out.printf("%nGenerated JWT Token:%n%s%n%n", of(new Sample(company, user, role), AN_HOUR));
    }

    private static String answer(BufferedReader in, String question) throws IOException {
        System.out.print(question);
        System.out.flush();
        var answer = in.readLine();
        if (answer == null || answer.isBlank()) {
            System.err.println("Nothing was entered");
            System.exit(2);
        }
        return answer.strip();
    }

    private static String role(String text) {
        if (!ROLES.contains(text)) {
            System.err.println("The role is user or admin");
            System.exit(2);
        }
        return text;
    }

    private static String of(Sample who, long seconds) throws GeneralSecurityException {
        var claims = "{\"company_id\":%s,\"user_id\":%s,\"role\":%s,\"exp\":%d}"
                .formatted(
                        quoted(who.company()),
                        quoted(who.user()),
                        quoted(who.role()),
                        System.currentTimeMillis() / 1000 + seconds);
        var signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        var secret = Optional.ofNullable(System.getenv("JWT_SECRET")).filter(text -> !text.isBlank());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.orElse("your_jwt_secret").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ') {
                quoted.append(String.format("\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
