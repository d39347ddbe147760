package dev.sapa.salesforce.connection;

import dev.sapa.salesforce.connection.Connection.Fallback;
import dev.sapa.salesforce.vault.Vault;
import dev.sapa.salesforce.vendor.Org;
import dev.sapa.salesforce.vendor.SigningKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of connections; secrets are sealed on their way in. */
@ApplicationScoped
class ConnectionRepository {

    private static final String KEY = "salesforce-jwk";
    private static final String SECRET = "salesforce-oauth";

    private final Vault vault;

    ConnectionRepository(Vault vault) {
        this.vault = vault;
    }

    /** The item is null when the company has none. */
    Uni<@Nullable Connection> find(SqlConnection connection, UUID company) {
        return connection
                .preparedQuery("select * from connection where company_id = $1")
                .execute(Tuple.of(company))
                .map(rows -> rows.size() == 0 ? null : read(rows.iterator().next()));
    }

    Uni<Void> save(SqlConnection connection, Connection saved) {
        var oauth = saved.oauth();
        return connection
                .preparedQuery("""
                        insert into connection (company_id, enabled, scrt_url, org_id, es_developer_name, issuer, kid,
                                                audience, sealed_jwk, oauth_token_url, oauth_client_id, sealed_secret,
                                                language, fallback, version, changed_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, now())
                        on conflict (company_id) do update
                        set enabled = excluded.enabled, scrt_url = excluded.scrt_url, org_id = excluded.org_id,
                            es_developer_name = excluded.es_developer_name, issuer = excluded.issuer,
                            kid = excluded.kid, audience = excluded.audience, sealed_jwk = excluded.sealed_jwk,
                            oauth_token_url = excluded.oauth_token_url, oauth_client_id = excluded.oauth_client_id,
                            sealed_secret = excluded.sealed_secret, language = excluded.language,
                            fallback = excluded.fallback, version = connection.version + 1, changed_at = now()
                        """)
                .execute(Tuple.from(new @Nullable Object[] {
                    saved.companyId(),
                    saved.enabled(),
                    saved.scrtUrl(),
                    saved.orgId(),
                    saved.esDeveloperName(),
                    saved.issuer(),
                    saved.kid(),
                    saved.audience(),
                    seal(KEY, saved.companyId(), saved.key().secret()),
                    oauth == null ? null : oauth.tokenUrl(),
                    oauth == null ? null : oauth.clientId(),
                    oauth == null ? null : seal(SECRET, saved.companyId(), oauth.clientSecret()),
                    saved.language(),
                    saved.fallback().toString()
                }))
                .replaceWithVoid();
    }

    private Connection read(Row row) {
        var company = row.getUUID("company_id");
        var tokenUrl = row.getString("oauth_token_url");
        return new Connection(
                company,
                row.getBoolean("enabled"),
                row.getString("scrt_url"),
                row.getString("org_id"),
                row.getString("es_developer_name"),
                row.getString("issuer"),
                row.getString("kid"),
                row.getString("audience"),
                SigningKey.parse(open(KEY, company, row.getBuffer("sealed_jwk").getBytes())),
                tokenUrl == null
                        ? null
                        : new Org.OAuth(
                                tokenUrl,
                                row.getString("oauth_client_id"),
                                open(
                                        SECRET,
                                        company,
                                        row.getBuffer("sealed_secret").getBytes())),
                row.getString("language"),
                Fallback.valueOf(row.getString("fallback").toUpperCase(Locale.ROOT)),
                row.getLong("version"));
    }

    /** What was sealed for one company does not open as another's. */
    private Buffer seal(String purpose, UUID company, String secret) {
        return Buffer.buffer(vault.seal(purpose + " " + company, secret.getBytes(StandardCharsets.UTF_8)));
    }

    private String open(String purpose, UUID company, byte[] sealed) {
        return new String(vault.open(purpose + " " + company, sealed), StandardCharsets.UTF_8);
    }
}
