package dev.sapa.chat.conversation;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.events.Conversation.Status;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may read a conversation: its visitor, every staff user and bot of its company, and the suite's own services. To
 * everybody else it does not exist.
 */
@ApplicationScoped
public class ConversationReading {

    private final ConversationStore store;
    private final EventTransactions transactions;
    private final VisitorService visitors;
    private final ConversationSettings settings;
    private final Clock clock;

    ConversationReading(
            ConversationStore store,
            EventTransactions transactions,
            VisitorService visitors,
            ConversationSettings settings,
            Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.visitors = visitors;
        this.settings = settings;
        this.clock = clock;
    }

    /** Who wants to read which conversation; the caller fails where its credential is no good. */
    public record Reader(Uni<Caller> caller, UUID id) {}

    /** What became of a reader's wish. */
    public sealed interface Sight permits Seen, Unseen, Known {}

    public record Seen(Caller caller, ConversationState state) implements Sight {}

    public record Unseen(Throwable why) implements Sight {}

    /** On which side the caller stands. */
    public static Side side(Caller caller) {
        return caller instanceof Caller.Visitor || caller instanceof Caller.CompanyUser ? Side.VISITOR : Side.STAFF;
    }

    /**
     * Reads in one transaction, after making sure that the caller may; fails with "not found" otherwise.
     *
     * @param reading statements that have one good plan, by keys, as {@link EventTransactions#inConnectionKeepingPlans} says
     */
    public <T> Uni<T> read(Caller caller, UUID id, BiFunction<SqlConnection, ConversationState, Uni<T>> reading) {
        return visitorOf(caller)
                .chain(visitor -> transactions.readInConnectionKeepingPlans(
                        scope(caller), connection -> store.find(connection, id)
                                .map(state -> require(caller, visitor, id, state))
                                .chain(state -> reading.apply(connection, state))));
    }

    /**
     * Reads for many at once, in one transaction.
     *
     * @return for each reader, in their order, what {@link #read} would have read or failed with
     */
    public Uni<List<Sight>> readEach(List<Reader> readers) {
        // One after the other: what a use case keeps in the request's context, such as a session, belongs to one of
        // them.
        return Multi.createFrom()
                .iterable(readers)
                .onItem()
                .transformToUniAndConcatenate(this::recognised)
                .collect()
                .asList()
                .chain(this::readTogether);
    }

    /** Somebody whom the database can be asked for. */
    private record Known(
            Caller caller, UUID company, UUID id, @Nullable UUID visitor) implements Sight {}

    private Uni<Sight> recognised(Reader reader) {
        return reader.caller()
                .chain(caller -> recognised(caller, reader.id()))
                .onFailure()
                .recoverWithItem(Unseen::new);
    }

    /** Who is of no company reads alone, so that nobody else reads with the sight of all of them. */
    private Uni<Sight> recognised(Caller caller, UUID id) {
        var company = caller.companyId();
        return company == null
                ? read(caller, id, (connection, state) -> Uni.createFrom().item(new Seen(caller, state)))
                : visitorOf(caller).map(visitor -> new Known(caller, company, id, visitor));
    }

    private Uni<List<Sight>> readTogether(List<Sight> sights) {
        var known = sights.stream()
                .filter(Known.class::isInstance)
                .map(Known.class::cast)
                .toList();
        if (known.isEmpty()) {
            return Uni.createFrom().item(sights);
        }
        var ids = known.stream().map(Known::id).distinct().toList();
        return transactions
                .readInConnectionKeepingPlans(
                        Scope.of(known.stream().map(Known::company).toList()),
                        connection -> store.find(connection, ids))
                .map(found -> found.stream()
                        .collect(Collectors.toMap(state -> state.facts().id(), Function.identity())))
                .map(found -> sights.stream().map(sight -> seen(sight, found)).toList());
    }

    private Sight seen(Sight sight, Map<UUID, ConversationState> found) {
        if (!(sight instanceof Known known)) {
            return sight;
        }
        try {
            return new Seen(
                    known.caller(), require(known.caller(), known.visitor(), known.id(), found.get(known.id())));
        } catch (HttpProblem refusal) {
            return new Unseen(refusal);
        }
    }

    /**
     * The visitor that the caller is; the item is null for the company's side, and for a capability, which is the right to
     * one conversation whoever its visitor turns out to be. Fails when the visitor never came here.
     */
    public Uni<@Nullable UUID> visitorOf(Caller caller) {
        if (caller instanceof Caller.CompanyUser user) {
            return visitors.companyUser(user.companyId(), user.userId())
                    .onItem()
                    .ifNull()
                    .failWith(ConversationProblem::notFound);
        }
        return Uni.createFrom().nullItem();
    }

    /** The companies whose rows the caller may meet. */
    public static Scope scope(Caller caller) {
        if (caller instanceof Caller.Service) {
            return Scope.everyCompany();
        }
        var company = caller.companyId();
        if (company == null) {
            throw new ForbiddenException();
        }
        return Scope.of(company);
    }

    private ConversationState require(
            Caller caller, @Nullable UUID visitor, UUID id, @Nullable ConversationState state) {
        if (state == null || isForeign(caller, state) || isOtherVisitor(caller, visitor, state)) {
            throw ConversationProblem.notFound();
        }
        if (caller instanceof Caller.Visitor holder) {
            requireThisOne(holder, id);
            requireNotEnded(state);
        }
        return state;
    }

    private static boolean isForeign(Caller caller, ConversationState state) {
        return !(caller instanceof Caller.Service) && !state.facts().companyId().equals(caller.companyId());
    }

    private static boolean isOtherVisitor(Caller caller, @Nullable UUID visitor, ConversationState state) {
        return caller instanceof Caller.CompanyUser
                && !state.facts().visitorId().equals(visitor);
    }

    private static void requireThisOne(Caller.Visitor holder, UUID id) {
        if (!holder.capability().conversationId().equals(id)) {
            throw ConversationProblem.notFound();
        }
    }

    private void requireNotEnded(ConversationState state) {
        var endedAt = state.endedAt();
        if (state.facts().status() == Status.CLOSED
                && endedAt != null
                && endedAt.plus(settings.readableAfterClose()).isBefore(clock.instant())) {
            throw ConversationProblem.ended();
        }
    }
}
