package dev.sapa.chat.visitor;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows visitors again. */
@ApplicationScoped
public class VisitorService {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final VisitorRepository visitors;
    private final EventTransactions transactions;
    private final Clock clock;

    VisitorService(VisitorRepository visitors, EventTransactions transactions, Clock clock) {
        this.visitors = visitors;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Somebody else took one of the identities between our look and our lock; the whole transaction may be repeated. */
    public static final class IdentityTaken extends RuntimeException {

        IdentityTaken() {
            super("Somebody else changed this visitor first", null, false, false);
        }
    }

    /** The visitor of the company whom the company's own token names; the item is null when it never came here. */
    public Uni<@Nullable UUID> companyUser(UUID company, String userId) {
        return transactions.readInSession(
                Scope.of(company), () -> visitors.owner(company, IdentityKind.COMPANY_USER_ID, userId));
    }

    /**
     * Finds the visitor, or makes a new one, inside the caller's transaction; its row is locked until that ends.
     * Identities that nobody has become this visitor's; those of somebody else stay there.
     *
     * @return the visitor's id; fails with {@link IdentityTaken} when the transaction must be repeated
     */
    public Uni<UUID> identify(UUID company, Introduction introduction) {
        return find(company, introduction)
                .chain(known -> known == null ? create(company, introduction) : meet(known, introduction))
                .map(Visitor::id);
    }

    /** The visitor of the company with that browser or account, inside the caller's session; the item is null for nobody. */
    public Uni<@Nullable UUID> known(UUID company, IdentityKind kind, String value) {
        return visitors.owner(company, kind, value);
    }

    /** Whom an id of a visitor means now, inside the caller's session; the item is null for nobody. */
    public Uni<@Nullable UUID> present(UUID id) {
        return visitors.present(id);
    }

    /**
     * The visitor whom the company means by a name, inside the caller's session: its own name for the visitor, another
     * identity, or our id; the item is null for nobody.
     */
    public Uni<@Nullable UUID> named(UUID company, String name) {
        return visitors.named(company, name)
                .chain(owner -> owner != null || !UUID_FORM.matcher(name).matches()
                        ? Uni.createFrom().item(owner)
                        : visitors.present(UUID.fromString(name)));
    }

    /**
     * What linking does to visitors.
     *
     * @param survivor the browser's visitor, who has the account now
     * @param absorbed the account's visitor until now, whose id means the survivor from here on; null when there was none
     * @param changed  false when all this had been so before
     */
    public record Linked(UUID survivor, @Nullable UUID absorbed, boolean changed) {}

    /**
     * Gives the account to the browser's visitor, inside the caller's transaction; the rows of both stay locked until
     * that ends. Fails with {@link IdentityTaken} when the transaction must be repeated.
     *
     * @param mayMerge asked when the account has a visitor already, before that one is merged; may throw
     */
    public Uni<Linked> link(UUID company, String browser, String account, @Nullable String mail, Runnable mayMerge) {
        return visitors.owner(company, IdentityKind.BROWSER_UUID, browser)
                .onItem()
                .ifNull()
                .failWith(VisitorProblem::unknown)
                .chain(one -> visitors.owner(company, IdentityKind.OSS_USER_ID, account)
                        .chain(other ->
                                new Linking(visitors, company, one, other, account, mail).run(browser, mayMerge)));
    }

    private Uni<@Nullable UUID> find(UUID company, Introduction introduction) {
        return introduction.proven() != null
                ? visitors.present(introduction.proven())
                : first(company, List.copyOf(introduction.identities().entrySet()));
    }

    private Uni<@Nullable UUID> first(UUID company, List<Map.Entry<IdentityKind, String>> identities) {
        if (identities.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        var identity = identities.get(0);
        return visitors.owner(company, identity.getKey(), identity.getValue())
                .chain(owner -> owner != null
                        ? Uni.createFrom().item(owner)
                        : first(company, identities.subList(1, identities.size())));
    }

    private Uni<Visitor> create(UUID company, Introduction introduction) {
        return visitors.nextNumber()
                .map(number ->
                        new Visitor(UuidCreator.getTimeOrderedEpoch(), number, company, introduction, clock.instant()))
                .chain(visitors::persistAndFlush)
                .call(visitor -> claimAll(visitor, introduction).invoke(claimed -> requireAll(claimed)));
    }

    private Uni<Visitor> meet(UUID id, Introduction introduction) {
        return visitors.lock(id)
                .onItem()
                .ifNull()
                .failWith(IdentityTaken::new)
                .invoke(VisitorService::requirePresent)
                .invoke(visitor -> visitor.meet(introduction))
                .call(visitor -> claimAll(visitor, introduction));
    }

    private static void requirePresent(Visitor visitor) {
        if (visitor.isMerged()) {
            throw new IdentityTaken(); // just now; the next look finds whom it means
        }
    }

    private static void requireAll(List<Boolean> claimed) {
        if (claimed.contains(false)) {
            throw new IdentityTaken();
        }
    }

    private Uni<List<Boolean>> claimAll(Visitor visitor, Introduction introduction) {
        return Multi.createFrom()
                .iterable(introduction.identities().entrySet())
                .onItem()
                .transformToUniAndConcatenate(identity ->
                        visitors.claim(visitor.companyId(), identity.getKey(), identity.getValue(), visitor.id()))
                .collect()
                .asList();
    }
}
