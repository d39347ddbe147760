package dev.sapa.salesforce.connection;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.salesforce.connection.Connection.Fallback;
import dev.sapa.salesforce.vendor.Org;
import dev.sapa.salesforce.vendor.SigningKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The companies' connections. */
@ApplicationScoped
public class ConnectionService {

    private static final Logger LOG = Logger.getLogger(ConnectionService.class);

    private final ConnectionRepository connections;
    private final EventTransactions transactions;
    private final ConnectionSettings settings;
    private final Vertx vertx;

    ConnectionService(
            ConnectionRepository connections,
            EventTransactions transactions,
            ConnectionSettings settings,
            Vertx vertx) {
        this.connections = connections;
        this.transactions = transactions;
        this.settings = settings;
        this.vertx = vertx;
    }

    /**
     * How to reach a company's Salesforce.
     *
     * @param fallback what becomes of conversations that it does not take
     */
    public record Reach(Org org, Fallback fallback) {}

    /** As things stand now; the item is null when the company has no connection, or has switched it off. */
    public Uni<@Nullable Reach> reach(UUID company) {
        return find(company)
                .map(found -> found == null || !found.enabled()
                        ? null
                        : new Reach(found.org(settings.local()), found.fallback()))
                .onFailure(SigningKey.BadKey.class)
                .recoverWithItem(failure -> {
                    LOG.warnf("The key of company %s is no good: %s", company, failure.getMessage());
                    return null;
                });
    }

    /** The item is null when the company has none. */
    Uni<@Nullable Connection> find(UUID company) {
        return transactions
                .readInConnection(Scope.of(company), connection -> connections.find(connection, company))
                .chain(found -> found != null ? Uni.createFrom().item(found) : ofSettings(company));
    }

    Uni<ConnectionView> show(UUID company) {
        return find(company)
                .onFailure(SigningKey.BadKey.class)
                .transform(failure -> ConnectionProblem.key(String.valueOf(failure.getMessage())))
                .onItem()
                .ifNull()
                .failWith(ConnectionProblem::none)
                .map(found -> ConnectionView.of(found, settings.publicUrl()));
    }

    Uni<ConnectionView> change(UUID company, ConnectionRequest request) {
        return find(company)
                .onFailure(SigningKey.BadKey.class)
                .recoverWithNull()
                .chain(known -> key(known, request).map(key -> changed(company, known, key, request)))
                .chain(connection -> transactions.readInConnection(
                        Scope.of(company), database -> save(database, company, connection)))
                .map(saved -> ConnectionView.of(saved, settings.publicUrl()));
    }

    private Uni<Connection> save(SqlConnection database, UUID company, Connection connection) {
        return connections
                .save(database, connection)
                .chain(() -> connections.find(database, company))
                .onItem()
                .ifNull()
                .failWith(ConnectionProblem::none);
    }

    private Connection changed(UUID company, @Nullable Connection known, SigningKey key, ConnectionRequest request) {
        var given = said(request.kid());
        var kid = given != null ? given : request.jwkText() != null ? key.kid() : known == null ? null : known.kid();
        if (kid == null) {
            kid = key.kid() == null ? "sapa-" + company : key.kid();
        }
        var issuer = said(request.issuer());
        return new Connection(
                company,
                request.enabled() == null || request.enabled(),
                Addresses.chat(required("scrt_url", request.scrtUrl()), settings.local()),
                required("org_id", request.orgId()),
                required("es_developer_name", request.esDeveloperName()),
                issuer == null ? kid : issuer,
                kid,
                said(request.audience()),
                key,
                oauth(known, request.oauth()),
                request.language() == null ? Connection.LANGUAGE : request.language(),
                request.fallback() == null
                        ? Fallback.QUEUE
                        : Fallback.valueOf(request.fallback().toUpperCase(Locale.ROOT)),
                0);
    }

    /** Making a key takes long enough to be done aside. */
    private Uni<SigningKey> key(@Nullable Connection known, ConnectionRequest request) {
        var given = request.jwkText();
        if (given != null) {
            return Uni.createFrom().item(parsed(given));
        }
        if (known != null) {
            return Uni.createFrom().item(known.key());
        }
        return UniHelper.toUni(vertx.getDelegate().executeBlocking(SigningKey::generate));
    }

    private static SigningKey parsed(String jwk) {
        try {
            return SigningKey.parse(jwk);
        } catch (SigningKey.BadKey bad) {
            throw ConnectionProblem.key(String.valueOf(bad.getMessage()));
        }
    }

    private Org.@Nullable OAuth oauth(@Nullable Connection known, ConnectionRequest.@Nullable OAuthPart given) {
        if (given == null || (said(given.tokenUrl()) == null && said(given.clientId()) == null)) {
            return null;
        }
        var before = known == null ? null : known.oauth();
        var secret = said(given.clientSecret());
        var kept = before != null && before.clientId().equals(said(given.clientId())) ? before.clientSecret() : null;
        return new Org.OAuth(
                Addresses.token(required("oauth.token_url", given.tokenUrl()), settings.local()),
                required("oauth.client_id", given.clientId()),
                required("oauth.client_secret", secret == null ? kept : secret));
    }

    private Uni<@Nullable Connection> ofSettings(UUID company) {
        var url = settings.scrtUrl().map(ConnectionService::said).orElse(null);
        var path = settings.jwkPath().map(ConnectionService::said).orElse(null);
        if (url == null || path == null || !company.equals(settings.company().orElse(null))) {
            return Uni.createFrom().nullItem();
        }
        return vertx.fileSystem()
                .readFile(path)
                .onFailure()
                .transform(failure -> SigningKey.unreadable(path))
                .map(file -> ofSettings(company, url, SigningKey.parse(file.toString())));
    }

    private Connection ofSettings(UUID company, String url, SigningKey key) {
        var kid = settings.kid().map(ConnectionService::said).orElseGet(() -> key.kid() == null ? "" : key.kid());
        var tokenUrl = settings.oauthTokenUrl().map(ConnectionService::said).orElse(null);
        var client = settings.oauthClientId().map(ConnectionService::said).orElse(null);
        var secret = settings.oauthClientSecret().map(ConnectionService::said).orElse(null);
        return new Connection(
                company,
                true,
                url.replaceFirst("/+$", ""),
                settings.orgId().orElse(""),
                settings.esDeveloperName().orElse(""),
                settings.issuer().map(ConnectionService::said).orElse(kid),
                kid,
                null,
                key,
                tokenUrl == null || client == null || secret == null ? null : new Org.OAuth(tokenUrl, client, secret),
                Connection.LANGUAGE,
                Fallback.QUEUE,
                0);
    }

    private static String required(String field, @Nullable String text) {
        var said = said(text);
        if (said == null) {
            throw ConnectionProblem.missing(field);
        }
        return said;
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
