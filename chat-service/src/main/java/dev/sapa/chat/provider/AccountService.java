package dev.sapa.chat.provider;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.provider.AccountStore.Kept;
import dev.sapa.relay.DatabaseOutage;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The companies' accounts with providers. */
@ApplicationScoped
public class AccountService {

    private static final String UNIQUE = "23505";
    private static final int VALUE_AT_MOST = 2_000;

    private final List<Provider> providers;
    private final AccountStore accounts;
    private final EventTransactions transactions;
    private final OutsideClient outside;
    private final ProviderSettings settings;

    AccountService(
            @All List<Provider> providers,
            AccountStore accounts,
            EventTransactions transactions,
            OutsideClient outside,
            ProviderSettings settings) {
        this.providers = providers;
        this.accounts = accounts;
        this.transactions = transactions;
        this.outside = outside;
        this.settings = settings;
    }

    public Provider provider(String channel) {
        return providers.stream()
                .filter(provider -> provider.channel().equals(channel))
                .findFirst()
                .orElseThrow(ProviderProblem::channelUnknown);
    }

    /** The account in use that a delivery names; fails with "not found" when there is none of that channel. */
    public Uni<Account> delivering(UUID id, String channel) {
        return find(Scope.everyCompany(), id).map(kept -> {
            if (!kept.account().enabled() || !kept.account().channel().equals(channel)) {
                throw ProviderProblem.accountNotFound();
            }
            return kept.account();
        });
    }

    /** The company's account in use with an address; the item is null when it has none. */
    public Uni<@Nullable Account> at(UUID company, String channel, String address) {
        return transactions
                .readInConnection(Scope.of(company), connection -> accounts.at(connection, company, channel, address))
                .map(kept -> kept == null || !kept.account().enabled() ? null : kept.account());
    }

    /** All in use of a channel. */
    public Uni<List<Account>> inUse(String channel) {
        return transactions
                .readInConnection(Scope.everyCompany(), connection -> accounts.inUse(connection, channel))
                .map(all -> all.stream().map(Kept::account).toList());
    }

    /** Inside the caller's transaction; the item is null when it is gone. */
    public Uni<@Nullable Account> read(SqlConnection connection, UUID id) {
        return accounts.find(connection, id).map(kept -> kept == null ? null : kept.account());
    }

    Uni<List<AccountView>> list(UUID company) {
        return transactions
                .readInConnection(Scope.of(company), connection -> accounts.ofCompany(connection, company))
                .map(all -> all.stream().map(this::view).toList());
    }

    Uni<AccountView> view(UUID company, UUID id) {
        return find(Scope.of(company), id).map(this::view);
    }

    Uni<AccountView> create(UUID company, AccountRequest request) {
        var account = account(UuidCreator.getTimeOrderedEpoch(), company, request, new JsonObject());
        return save(account).chain(() -> view(company, account.id()));
    }

    Uni<AccountView> change(UUID company, UUID id, AccountRequest request) {
        return find(Scope.of(company), id)
                .map(kept -> {
                    if (!kept.account().channel().equals(request.channel())) {
                        throw ProviderProblem.channelFixed();
                    }
                    return account(id, company, request, kept.account().secrets());
                })
                .chain(this::save)
                .chain(() -> view(company, id));
    }

    /** What waits to go out by it, and what it does not know yet, goes with it; conversations stay. */
    Uni<Void> remove(UUID company, UUID id) {
        return transactions
                .readInConnection(Scope.of(company), connection -> accounts.remove(connection, id))
                .invoke(removed -> {
                    if (!removed) {
                        throw ProviderProblem.accountNotFound();
                    }
                })
                .replaceWithVoid();
    }

    /** Tells the provider where to deliver. */
    Uni<String> register(UUID company, UUID id) {
        return find(Scope.of(company), id).map(Kept::account).chain(account -> provider(account.channel())
                .register(account, webhookUrl(account)));
    }

    private Uni<Kept> find(Scope scope, UUID id) {
        return transactions
                .readInConnection(scope, connection -> accounts.find(connection, id))
                .onItem()
                .ifNull()
                .failWith(ProviderProblem::accountNotFound);
    }

    private Uni<Void> save(Account account) {
        return transactions
                .readInConnection(Scope.of(account.company()), connection -> requireDepartment(connection, account)
                        .chain(() -> accounts.save(connection, account)))
                .onFailure(failure -> UNIQUE.equals(DatabaseOutage.state(failure)))
                .recoverWithItem(false)
                .invoke(saved -> {
                    if (!saved) {
                        throw ProviderProblem.addressTaken();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireDepartment(SqlConnection connection, Account account) {
        var department = account.department();
        return department == null
                ? Uni.createFrom().voidItem()
                : accounts.isDepartment(connection, account.company(), department)
                        .invoke(known -> {
                            if (!known) {
                                throw ProviderProblem.departmentUnknown();
                            }
                        })
                        .replaceWithVoid();
    }

    private Account account(UUID id, UUID company, AccountRequest request, JsonObject before) {
        var provider = provider(request.channel());
        var set = settings(provider, request);
        var secrets = secrets(provider, request, before);
        return new Account(
                id,
                company,
                request.channel(),
                provider.address(set, secrets),
                request.name().strip(),
                request.departmentId(),
                request.bot(),
                !Boolean.FALSE.equals(request.enabled()),
                set,
                secrets);
    }

    private JsonObject settings(Provider provider, AccountRequest request) {
        requireKnown(request.settings(), provider.settings());
        var set = new JsonObject();
        provider.settings().forEach((name, fallback) -> {
            var value = given(request.settings().get(name), fallback);
            if (value == null) {
                throw ProviderProblem.settingInvalid(name, "it must be given");
            }
            if (provider.urls().contains(name)) {
                requireOutside(name, value);
            }
            set.put(name, requireProper(name, value));
        });
        return set;
    }

    private static JsonObject secrets(Provider provider, AccountRequest request, JsonObject before) {
        requireKnown(request.secrets(), provider.secrets());
        var secrets = new JsonObject();
        provider.secrets().forEach((name, must) -> {
            var value = given(request.secrets().get(name), before.getString(name));
            if (value == null && must) {
                throw ProviderProblem.settingInvalid(name, "this secret must be given");
            }
            if (value != null) {
                secrets.put(name, requireProper(name, value));
            }
        });
        return secrets;
    }

    private static void requireKnown(Map<String, ?> given, Map<String, ?> known) {
        given.keySet().stream()
                .filter(name -> !known.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ProviderProblem.settingInvalid(name, "this channel has no such setting");
                });
    }

    private static String requireProper(String name, String value) {
        if (value.length() > VALUE_AT_MOST || value.chars().anyMatch(Character::isISOControl)) {
            throw ProviderProblem.settingInvalid(name, "it is too long or no text");
        }
        return value;
    }

    private void requireOutside(String name, String value) {
        try {
            if (outside.mayCall(URI.create(value))) {
                return;
            }
        } catch (IllegalArgumentException notOne) {
            // Told below.
        }
        throw ProviderProblem.settingInvalid(name, "it is no https address");
    }

    private static @Nullable String given(@Nullable String said, @Nullable String otherwise) {
        return said == null || said.isBlank() ? otherwise : said.strip();
    }

    private AccountView view(Kept kept) {
        var account = kept.account();
        return new AccountView(
                account.id(),
                account.channel(),
                account.name(),
                account.address(),
                account.department(),
                account.bot(),
                account.enabled(),
                account.settings().getMap(),
                account.secrets().fieldNames().stream().sorted().toList(),
                webhookUrl(account),
                kept.pausedUntil(),
                kept.waiting(),
                kept.problem());
    }

    private String webhookUrl(Account account) {
        return settings.publicUrl().replaceAll("/+$", "") + "/api/v2/chat/webhooks/" + account.channel() + "/"
                + account.id();
    }
}
