package dev.sapa.salesforce.connection;

import dev.sapa.salesforce.connection.CheckView.Finding;
import dev.sapa.salesforce.vendor.Org;
import dev.sapa.salesforce.vendor.SalesforceClient;
import dev.sapa.salesforce.vendor.SalesforceClient.Probe;
import dev.sapa.salesforce.vendor.SigningKey;
import dev.sapa.salesforce.vendor.VendorFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries a company's connection step by step, and says of what fails why and what mends it. */
@ApplicationScoped
class ConnectionCheck {

    private static final String KEY = "key";
    private static final String TOKEN = "identity-token";
    private static final String CLOCK = "clock";
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final ConnectionService connections;
    private final ConnectionSettings settings;
    private final SalesforceClient salesforce;
    private final Clock clock;

    ConnectionCheck(
            ConnectionService connections, ConnectionSettings settings, SalesforceClient salesforce, Clock clock) {
        this.connections = connections;
        this.settings = settings;
        this.salesforce = salesforce;
        this.clock = clock;
    }

    Uni<CheckView> run(UUID company) {
        return connections
                .find(company)
                .onItem()
                .ifNull()
                .failWith(ConnectionProblem::none)
                .chain(this::run)
                .onFailure(SigningKey.BadKey.class)
                .recoverWithItem(failure -> CheckView.of(List.of(Finding.bad(
                        KEY,
                        "jwk-invalid",
                        String.valueOf(failure.getMessage()),
                        "Give the whole private key in JWK form, with kty, n, e, d, p, q, dp, dq and qi."))));
    }

    private Uni<CheckView> run(Connection connection) {
        var findings = new ArrayList<Finding>();
        findings.add(key(connection));
        var org = connection.org(settings.local());
        return salesforce
                .probe(org, company(connection) + ":connection-test")
                .invoke(probe -> judge(connection, probe, findings))
                .onFailure(VendorFailure.class)
                .invoke(failure -> findings.add(Finding.bad(
                        "address",
                        "unreachable",
                        "Salesforce does not answer at %s: %s".formatted(connection.scrtUrl(), failure.getMessage()),
                        "Compare scrt_url with the SCRT URL in the code snippet of the deployment, and see that this"
                                + " installation may reach it.")))
                .replaceWithVoid()
                .onFailure(VendorFailure.class)
                .recoverWithNull()
                .chain(() -> oauth(org, findings))
                .map(done -> CheckView.of(findings));
    }

    private static String company(Connection connection) {
        return connection.companyId().toString();
    }

    private static Finding key(Connection connection) {
        var said = connection.key().kid();
        if (said != null && !said.equals(connection.kid())) {
            return Finding.bad(
                    KEY,
                    "kid-mismatch",
                    "The key says that its id is %s, but kid is %s.".formatted(said, connection.kid()),
                    "Give the kid under which Salesforce knows this key, in kid and in the key alike.");
        }
        return Finding.good(KEY, "The key can sign.");
    }

    private void judge(Connection connection, Probe probe, List<Finding> findings) {
        var skew = skew(probe);
        if (skew != null && skew.abs().compareTo(SKEW) > 0) {
            findings.add(Finding.bad(
                    CLOCK,
                    "clock-skew",
                    "Our clock is %d s %s Salesforce's."
                            .formatted(skew.abs().toSeconds(), skew.isNegative() ? "behind" : "ahead of"),
                    "Set the clock of this machine by NTP: identity tokens are good for minutes only."));
        } else if (skew != null) {
            findings.add(Finding.good(CLOCK, "Our clock agrees with Salesforce's."));
        }
        var token = probe.token();
        if (token == null) {
            findings.add(refused(connection, probe));
            return;
        }
        if (token.isAnonymous()) {
            findings.add(Finding.bad(
                    TOKEN,
                    "silently-anonymous",
                    "Salesforce answered with a token, but for nobody: it did not believe our identity token.",
                    "Compare issuer (%s) with the one on the keyset, kid (%s) with that of the key there, see that the key"
                                    .formatted(connection.issuer(), connection.kid())
                            + " has not expired, that the channel has User Verification on with this keyset, and that the"
                            + " clocks agree."));
            return;
        }
        findings.add(Finding.good(TOKEN, "Salesforce knows our visitors: " + token.subject()));
        var type = token.deployment();
        findings.add(
                type == null || type.equals("api")
                        ? Finding.good("deployment", "The deployment is a custom client.")
                        : Finding.bad(
                                "deployment",
                                "wrong-deployment",
                                "The deployment %s is of type %s.".formatted(connection.esDeveloperName(), type),
                                "Make a deployment of type Custom Client and give its API name in es_developer_name."));
        if (!token.attributes().isEmpty() && !token.attributes().contains("Sapa_Session")) {
            findings.add(
                    Finding.note(
                            "attributes",
                            "attribute-unknown",
                            "The channel has no parameter Sapa_Session; Salesforce drops what it does not know without a word.",
                            "Add a custom parameter Sapa_Session to the channel if flows there shall know our conversation's id."));
        }
    }

    private static Finding refused(Connection connection, Probe probe) {
        var said = probe.message().toLowerCase(Locale.ROOT);
        if (said.contains("kid") || said.contains("key id")) {
            return Finding.bad(
                    TOKEN,
                    "kid-mismatch",
                    "Salesforce knows no key %s: %s".formatted(connection.kid(), probe.message()),
                    "Give in kid the id of the key in the keyset, or let the keyset use our hosted keys (jwks_url).");
        }
        if (said.contains("iss")) {
            return Finding.bad(
                    TOKEN,
                    "wrong-issuer",
                    "Salesforce does not accept the issuer %s: %s".formatted(connection.issuer(), probe.message()),
                    "Give in issuer exactly what the keyset in Setup says.");
        }
        if (said.contains("expired")) {
            return Finding.bad(
                    TOKEN,
                    "identity-token-refused",
                    "Salesforce says: " + probe.message(),
                    "The clock is the first suspect, then a kid (%s) that the keyset does not have, then another key."
                            .formatted(connection.kid()));
        }
        return switch (probe.status()) {
            case 401, 403 ->
                Finding.bad(
                        TOKEN,
                        "identity-token-refused",
                        "Salesforce refused the identity token (%d): %s".formatted(probe.status(), probe.message()),
                        "Compare kid, issuer and key with the keyset in Setup, and the clocks.");
            case 429 ->
                Finding.bad(
                        TOKEN,
                        "too-many-calls",
                        "The org has used up its token calls of this minute.",
                        "Try again later.");
            default ->
                Finding.bad(
                        TOKEN,
                        probe.status() >= 500 ? "salesforce-failing" : "request-refused",
                        "Salesforce answered %d: %s".formatted(probe.status(), probe.message()),
                        probe.status() >= 500
                                ? "Look at status.salesforce.com and try again."
                                : "Compare org_id and es_developer_name with the code snippet of the deployment.");
        };
    }

    private @Nullable Duration skew(Probe probe) {
        var theirs = probe.date();
        return theirs == null ? null : Duration.between(theirs, clock.instant());
    }

    private Uni<Void> oauth(Org org, List<Finding> findings) {
        var oauth = org.oauth();
        if (oauth == null) {
            return Uni.createFrom().voidItem();
        }
        return salesforce
                .dataAccess(oauth)
                .invoke(access -> findings.add(Finding.good("oauth", "The OAuth client is let in.")))
                .replaceWithVoid()
                .onFailure(VendorFailure.class)
                .recoverWithItem(failure -> {
                    findings.add(Finding.bad(
                            "oauth",
                            "oauth-refused",
                            String.valueOf(failure.getMessage()),
                            "Compare the client's id and secret with the connected app, and see that it allows the client"
                                    + " credentials flow."));
                    return null;
                });
    }
}
