package dev.sapa.chat.intake;

import dev.sapa.chat.access.Caller;
import dev.sapa.chat.access.CapabilityService;
import dev.sapa.chat.access.SessionToken;
import dev.sapa.chat.bot.FirstAnswers;
import dev.sapa.chat.company.CompanyHint;
import dev.sapa.chat.company.CompanyLimits;
import dev.sapa.chat.company.CompanyService;
import dev.sapa.chat.company.KnownCompany;
import dev.sapa.chat.conversation.ConversationProblem;
import dev.sapa.chat.conversation.ConversationReading;
import dev.sapa.chat.conversation.ConversationService;
import dev.sapa.chat.conversation.ConversationService.Opened;
import dev.sapa.chat.conversation.ConversationView;
import dev.sapa.chat.conversation.Opening;
import dev.sapa.chat.conversation.Side;
import dev.sapa.chat.visitor.Introduction;
import dev.sapa.chat.visitor.VisitorService;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets visitors in. */
@ApplicationScoped
class StartService {

    private final CompanyService companies;
    private final VisitorService visitors;
    private final ConversationService conversations;
    private final ConversationReading reading;
    private final CapabilityService capabilities;
    private final StartKeyRepository startKeys;
    private final CompanyLimits limits;
    private final StartQuota quota;
    private final FirstAnswers first;
    private final EventTransactions transactions;
    private final IntakeSettings settings;
    private final Clock clock;

    StartService(
            CompanyService companies,
            VisitorService visitors,
            ConversationService conversations,
            ConversationReading reading,
            CapabilityService capabilities,
            StartKeyRepository startKeys,
            CompanyLimits limits,
            StartQuota quota,
            FirstAnswers first,
            EventTransactions transactions,
            IntakeSettings settings,
            Clock clock) {
        this.companies = companies;
        this.visitors = visitors;
        this.conversations = conversations;
        this.reading = reading;
        this.capabilities = capabilities;
        this.startKeys = startKeys;
        this.limits = limits;
        this.quota = quota;
        this.first = first;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the visitor gets; {@code created} unless its open conversation is meant. */
    record Started(ConversationView conversation, SessionToken token, boolean created) {}

    /** Opens a conversation for the visitor, or finds its open one; a repeat with the same key gets the first answer. */
    Uni<Started> start(Caller caller, StartConversationRequest request, Origin origin) {
        var key = StartKey.of(caller, request, origin.idempotencyKey());
        var introduction = Introductions.of(caller, request);
        if (!introduction.identifies()) {
            return Uni.createFrom().failure(IntakeProblem.nobody());
        }
        var opening = Openings.of(request, origin);
        var named = request.company() == null ? origin.companyName() : request.company();
        return companies
                .resolve(new CompanyHint(caller.companyId(), origin.host(), named))
                .chain(company -> limits.of(company.id())
                        .chain(held -> open(company, introduction, opening, held.openConversations(), key))
                        .chain(opened -> started(company.id(), opened)));
    }

    /** A short session token for whoever knows the id, where the company admits that; otherwise there is no such conversation. */
    Uni<SessionToken> access(UUID conversation) {
        return find(conversation)
                .chain(found -> companies.find(found.companyId()).map(company -> requireOpen(company, found)))
                .chain(found -> capabilities.grantShortly(
                        found.id(), found.companyId(), found.visitor().id()));
    }

    private Uni<ConversationView> find(UUID conversation) {
        return reading.read(new Caller.Service("chat-service"), conversation, (connection, state) -> Uni.createFrom()
                .item(state.view(Side.VISITOR, null)));
    }

    private static ConversationView requireOpen(@Nullable KnownCompany company, ConversationView conversation) {
        if (company == null || !company.portalOpen()) {
            throw ConversationProblem.notFound();
        }
        return conversation;
    }

    private Uni<Opened> open(
            KnownCompany company,
            Introduction introduction,
            Opening opening,
            OptionalInt openAtMost,
            @Nullable StartKey key) {
        // Who has proven nothing must not be handed what somebody else said, unless the company lets ids alone admit.
        var wanted = introduction.trusted() || company.portalOpen() ? opening : opening.beside();
        return transactions
                .inSession(
                        Scope.of(company.id()),
                        events -> once(company.id(), key, () -> visitors.identify(company.id(), introduction)
                                .chain(visitor -> first.on(company.id(), wanted.channel())
                                        .map(wanted::answeredBy)
                                        .chain(answered -> conversations.open(events, company.id(), visitor, answered)))
                                .call(opened -> opened.created()
                                        ? quota.admit(company.id(), openAtMost)
                                        : Uni.createFrom().voidItem())))
                .onFailure(VisitorService.IdentityTaken.class)
                .retry()
                .atMost(settings.attempts());
    }

    private Uni<Opened> once(UUID company, @Nullable StartKey key, Supplier<Uni<Opened>> opening) {
        if (key == null) {
            return opening.get();
        }
        return startKeys
                .claim(company, key, clock.instant())
                .chain(first -> first
                        ? opening.get().call(opened -> startKeys.settle(company, key, opened.id(), opened.created()))
                        : startKeys.find(company, key).map(known -> repeat(key, known)));
    }

    private static Opened repeat(StartKey key, StartKeyRepository.@Nullable First first) {
        if (first == null || !first.request().equals(key.request())) {
            throw IntakeProblem.idempotencyKeyReused();
        }
        return new Opened(first.conversationId(), first.created());
    }

    private Uni<Started> started(UUID company, Opened opened) {
        return reading.read(new Caller.Portal(company), opened.id(), (connection, state) -> Uni.createFrom()
                        .item(state.view(Side.VISITOR, null)))
                .chain(view -> capabilities
                        .grant(view.id(), company, view.visitor().id())
                        .map(token -> new Started(view, token, opened.created())));
    }
}
