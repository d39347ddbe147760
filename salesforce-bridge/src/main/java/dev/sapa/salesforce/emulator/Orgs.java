package dev.sapa.salesforce.emulator;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.salesforce.company.CompanyDirectory;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orgs that clients may name. */
@ApplicationScoped
class Orgs {

    private static final Scope NO_COMPANY = Scope.of(List.of());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    private static final String FIND = """
            select o.*, w.switches::text as switches
            from emulator_org o
            left join emulator_switches w on w.org_id = o.org_id
            where o.org_id = $1
            """;

    private static final String REGISTER = """
            insert into emulator_org
                (org_id, company, company_id, desk, es_developer_name, channel_address, key_id, issuer, modulus, exponent,
                 token_secret, oauth_client_id, oauth_secret_hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (org_id) do update
            set company = excluded.company,
                company_id = case when emulator_org.company = excluded.company
                                  then coalesce(emulator_org.company_id, excluded.company_id)
                                  else excluded.company_id end,
                desk = excluded.desk, es_developer_name = excluded.es_developer_name, key_id = excluded.key_id,
                issuer = excluded.issuer, modulus = excluded.modulus, exponent = excluded.exponent,
                oauth_client_id = excluded.oauth_client_id, oauth_secret_hash = excluded.oauth_secret_hash
            """;

    private final EventTransactions transactions;
    private final CompanyDirectory companies;

    Orgs(EventTransactions transactions, CompanyDirectory companies) {
        this.transactions = transactions;
        this.companies = companies;
    }

    /**
     * What an administrator enters on the Setup pages.
     *
     * @param company  slug of the company whose agents answer
     * @param desk     whether they do
     * @param modulus  of the key whose identity tokens are accepted, and its exponent, as in a JWK
     */
    record Registration(
            String orgId,
            String company,
            boolean desk,
            String esDeveloperName,
            String keyId,
            String issuer,
            String modulus,
            String exponent,
            String oauthClientId,
            String oauthClientSecret) {}

    /** The org; fails with 400 when there is none of that id, and with 503 while its company is unknown. */
    Uni<Org> find(String id) {
        return transactions
                .readInConnection(NO_COMPANY, connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(Org.idOf(id)))
                        .map(rows -> {
                            if (rows.rowCount() == 0) {
                                throw EmulatedFailure.badRequest("There is no org " + Org.idOf(id));
                            }
                            return rows.iterator().next();
                        }))
                .chain(row -> row.getUUID("company_id") != null
                        ? Uni.createFrom().item(Org.of(row))
                        : settle(Org.idOf(id), row.getString("company")));
    }

    Uni<Void> register(Registration wanted) {
        return companies
                .find(wanted.company())
                .map(company -> company == null && !wanted.desk() ? UUID.randomUUID() : company)
                .chain(company -> store(wanted, company));
    }

    Uni<Void> switchTo(String id, Switches switches) {
        return transactions.readInConnection(NO_COMPANY, connection -> connection
                .preparedQuery("""
                        insert into emulator_switches (org_id, switches) values ($1, $2::text::jsonb)
                        on conflict (org_id) do update set switches = excluded.switches
                        """)
                .execute(Tuple.of(Org.idOf(id), switches.json()))
                .replaceWithVoid());
    }

    private Uni<Void> store(Registration wanted, @Nullable UUID company) {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        var values = Tuple.tuple()
                .addValue(Org.idOf(wanted.orgId()))
                .addValue(wanted.company())
                .addValue(company)
                .addValue(wanted.desk())
                .addValue(wanted.esDeveloperName())
                .addValue(UUID.randomUUID())
                .addValue(wanted.keyId())
                .addValue(wanted.issuer())
                .addValue(wanted.modulus())
                .addValue(wanted.exponent())
                .addValue(Buffer.buffer(secret))
                .addValue(wanted.oauthClientId())
                .addValue(Buffer.buffer(hash(wanted.oauthClientSecret())));
        return transactions.readInConnection(
                NO_COMPANY,
                connection -> connection.preparedQuery(REGISTER).execute(values).replaceWithVoid());
    }

    /** The company became known after the org. */
    private Uni<Org> settle(String id, String slug) {
        return companies.find(slug).chain(company -> {
            if (company == null) {
                return Uni.createFrom()
                        .failure(EmulatedFailure.later("The company " + slug + " of this org is not known yet"));
            }
            return transactions
                    .readInConnection(NO_COMPANY, connection -> connection
                            .preparedQuery("update emulator_org set company_id = $2 where org_id = $1")
                            .execute(Tuple.of(id, company)))
                    .chain(() -> find(id));
        });
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
