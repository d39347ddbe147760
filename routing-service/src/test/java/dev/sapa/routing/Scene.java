package dev.sapa.routing;

import dev.sapa.events.CompanyChanged;
import dev.sapa.events.Conversation;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.Conversation.Responder;
import dev.sapa.events.Conversation.Status;
import dev.sapa.events.ConversationChanged;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.DepartmentChanged;
import dev.sapa.events.MessagePosted.Author;
import dev.sapa.events.StaffChanged;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.relay.EventHandler;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Received;
import dev.sapa.relay.Scope;
import io.quarkus.arc.All;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens around routing: other services' events, and looks into the database. */
@ApplicationScoped
public class Scene {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<EventHandler<?>> handlers;
    private final EventTransactions transactions;

    Scene(@All List<EventHandler<?>> handlers, EventTransactions transactions) {
        this.handlers = new ArrayList<>(handlers);
        this.transactions = transactions;
    }

    /** A staff user is known, neither declared online nor live. */
    public UUID staff(UUID company, Role role, UUID... departments) {
        var id = UUID.randomUUID();
        staffChanged(id, company, 1, role, true, departments);
        return id;
    }

    public void staffChanged(UUID id, UUID company, long version, Role role, boolean active, UUID... departments) {
        deliver(
                StaffChanged.TYPE,
                id,
                version,
                company,
                new StaffChanged(
                        id,
                        version,
                        company,
                        version,
                        id + "@example.org",
                        id.toString(),
                        "Ada",
                        role,
                        active,
                        List.of(departments)));
    }

    /** An agent that is live and declared online, without having told anybody. */
    public UUID readyAgent(UUID company, int capacity, UUID... departments) {
        var id = staff(company, Role.AGENT, departments);
        sql(
                "update agent set capacity = $2, live = true, declared = 'online', lost_at = null where agent_id = $1",
                id,
                capacity);
        return id;
    }

    /** A department that takes conversations. */
    public UUID department(UUID company, String name) {
        var id = UUID.randomUUID();
        deliver(DepartmentChanged.TYPE, id, 1, company, new DepartmentChanged(id, company, 1, name, true));
        return id;
    }

    public void companyChanged(UUID company, long version, boolean active) {
        deliver(
                CompanyChanged.TYPE,
                company,
                version,
                company,
                new CompanyChanged(
                        company,
                        version,
                        "company",
                        "Company",
                        active,
                        CompanyChanged.PortalAccess.OPEN,
                        List.of(),
                        List.of(),
                        "Asia/Jakarta",
                        null));
    }

    /** A visitor started a conversation that needs an agent. */
    public UUID started(UUID company, @Nullable UUID department, Instant at) {
        return started(company, department, at, Priority.NORMAL);
    }

    public UUID started(UUID company, @Nullable UUID department, Instant at, Priority priority) {
        var conversation = conversation(UUID.randomUUID(), company, department, priority, "hello");
        deliver(ConversationStarted.TYPE, conversation.id(), 1, company, new ConversationStarted(conversation, 1, at));
        return conversation.id();
    }

    /** The same, handed over by a bot that found out what is wished of who answers. */
    public UUID handedOver(UUID company, @Nullable UUID department, Map<String, String> wishes) {
        var plain = conversation(UUID.randomUUID(), company, department, Priority.NORMAL, "hello");
        changed(
                new Conversation(
                        plain.id(),
                        plain.number(),
                        company,
                        plain.visitorId(),
                        plain.channel(),
                        plain.topic(),
                        plain.priority(),
                        plain.status(),
                        plain.responder(),
                        null,
                        department,
                        0,
                        0,
                        true,
                        List.of(),
                        null,
                        plain.desk(),
                        wishes),
                1);
        return plain.id();
    }

    public void delivered(ConversationStarted started) {
        deliver(
                ConversationStarted.TYPE,
                started.conversation().id(),
                started.version(),
                started.conversation().companyId(),
                started);
    }

    public void changed(Conversation conversation, long version) {
        deliver(
                ConversationChanged.TYPE,
                conversation.id(),
                version,
                conversation.companyId(),
                new ConversationChanged(
                        conversation,
                        version,
                        ConversationChanged.Cause.ASSIGNED,
                        Author.SYSTEM,
                        null,
                        null,
                        Instant.now()));
    }

    public void closed(UUID conversation, UUID company, long version) {
        var open = conversation(conversation, company, null, Priority.NORMAL, "hello");
        changed(state(open, Status.CLOSED, Responder.AGENT, null, 0, true), version);
    }

    public static Conversation conversation(
            UUID id, UUID company, @Nullable UUID department, Priority priority, String topic) {
        return new Conversation(
                id,
                7,
                company,
                UUID.randomUUID(),
                "web",
                topic,
                priority,
                Status.WAITING,
                Responder.AGENT,
                null,
                department,
                0,
                0,
                true,
                List.of(),
                null);
    }

    public static Conversation state(
            Conversation of, Status status, Responder responder, @Nullable UUID agent, long epoch, boolean routable) {
        return new Conversation(
                of.id(),
                of.number(),
                of.companyId(),
                of.visitorId(),
                of.channel(),
                of.topic(),
                of.priority(),
                status,
                responder,
                agent,
                of.departmentId(),
                epoch,
                of.lastSeq(),
                routable,
                of.tags(),
                of.rating());
    }

    /** Hands an event to its handler as the relay does. */
    public void deliver(String type, UUID aggregate, long version, UUID company, Object payload) {
        handlers.stream()
                .filter(handler -> handler.type().equals(type))
                .forEach(handler -> apply(handler, aggregate, version, company, payload));
    }

    private static <T> void apply(EventHandler<T> handler, UUID aggregate, long version, UUID company, Object payload) {
        var event = new Received<>(
                UUID.randomUUID(),
                handler.type(),
                aggregate,
                version,
                company,
                handler.payload().cast(payload),
                Instant.now());
        handler.apply(event).await().atMost(PATIENCE);
    }

    /** Runs a statement on behalf of every company. */
    public RowSet<Row> sql(String statement, Object... arguments) {
        return transactions
                .readInConnection(
                        Scope.everyCompany(),
                        connection -> connection.preparedQuery(statement).execute(Tuple.from(arguments)))
                .await()
                .atMost(PATIENCE);
    }

    public long count(String statement, Object... arguments) {
        return sql(statement, arguments).iterator().next().getLong(0);
    }

    /** Who has the conversation, or null. */
    public @Nullable UUID holder(UUID conversation) {
        var rows = sql("select agent_id from work_item where conversation_id = $1", conversation);
        return rows.size() == 0 ? null : rows.iterator().next().getUUID(0);
    }

    public String state(UUID conversation) {
        return sql("select state from work_item where conversation_id = $1", conversation)
                .iterator()
                .next()
                .getString(0);
    }

    public int load(UUID agent) {
        return sql("select load from agent where agent_id = $1", agent)
                .iterator()
                .next()
                .getInteger(0);
    }

    /** What must hold at every committed state (I4, I5): loads are counted right, nobody above capacity but by hand. */
    public long violations(UUID company) {
        return count("""
                select count(*) from agent cross join lateral (
                       select (select count(*) from assignment
                                where assignment.agent_id = agent.agent_id and ended_at is null)
                            + (select count(*) from offer
                                where offer.agent_id = agent.agent_id and state = 'made') as held) holding
                 where company_id = $1 and (load <> held or forced_over <> greatest(load - capacity, 0))
                """, company) + count("""
                select count(*) from work_item left join assignment
                       on assignment.conversation_id = work_item.conversation_id and ended_at is null
                 where work_item.company_id = $1 and work_item.agent_id is distinct from assignment.agent_id
                """, company) + count("""
                select count(*) from work_item left join offer
                       on offer.conversation_id = work_item.conversation_id and offer.state = 'made'
                 where work_item.company_id = $1 and work_item.offered_to is distinct from offer.agent_id
                """, company);
    }
}
