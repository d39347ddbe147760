package dev.sapa.routing.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.events.AssignmentMade;
import dev.sapa.events.Topic;
import dev.sapa.events.WorkReturned;
import dev.sapa.relay.Events;
import dev.sapa.relay.OutgoingEvent;
import dev.sapa.routing.assignment.Assignment.Kind;
import dev.sapa.routing.queue.WorkQueue.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who has what and why, within the transactions of those who decide. A conversation has at most one open assignment:
 * the database refuses a second.
 */
@ApplicationScoped
public class AssignmentLedger {

    private static final String OPEN = """
            insert into assignment (id, company_id, conversation_id, agent_id, department_id, epoch, kind, forced,
                                    actor_id, assigned_at)
            select id, $1, conversation_id, agent_id, department_id, epoch, kind, forced, actor_id, assigned_at
              from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::text[], $8::boolean[],
                          $9::uuid[], $10::timestamptz[])
                   as made (id, conversation_id, agent_id, department_id, epoch, kind, forced, actor_id, assigned_at)
            """;

    private static final String REASON = """
            insert into decision (assignment_id, company_id, conversation_id, detail)
            select assignment_id, $1, conversation_id, detail::jsonb
              from unnest($2::uuid[], $3::uuid[], $4::text[]) as made (assignment_id, conversation_id, detail)
            """;

    private static final String OPEN_WITH_REASON = """
            with reason as (
                 insert into decision (assignment_id, company_id, conversation_id, detail)
                 select assignment_id, $1, conversation_id, detail::jsonb
                   from unnest($2::uuid[], $3::uuid[], $11::text[]) as made (assignment_id, conversation_id, detail))
            """ + OPEN;

    private final ObjectMapper json;

    AssignmentLedger(ObjectMapper json) {
        this.json = json;
    }

    /**
     * An assignment with its reason and what its event needs beside.
     *
     * @param version of its item
     * @param note    what the person who transferred it wrote for the agent
     */
    public record Entry(
            Assignment assignment,
            Decision decision,
            long version,
            @Nullable String note) {}

    /**
     * How a conversation came back from an agent.
     *
     * @param reason {@code agent-lost}, {@code agent-inactive} or {@code transferred}
     * @param actor  the staff user who transferred it; null otherwise
     * @param note   what that person wrote for whoever takes it
     */
    public record Return(
            UUID agent,
            String reason,
            @Nullable UUID actor,
            @Nullable String note) {}

    /** Writes assignments of one company with their reasons, and tells them; their items and agents must be locked. */
    public Uni<Void> open(SqlConnection connection, Events events, UUID company, List<Entry> entries) {
        entries.forEach(entry -> events.record(made(entry.assignment(), entry.version(), entry.note())));
        var assignments = entries.stream().map(Entry::assignment).toList();
        var arguments = arguments(company, assignments);
        arguments.addArrayOfString(column(entries, entry -> write(entry.decision()), String[]::new));
        return connection.preparedQuery(OPEN_WITH_REASON).execute(arguments).replaceWithVoid();
    }

    /** Writes the assignments' reasons ahead of them: they are offered under the ids that they will have. */
    public Uni<Void> foresee(SqlConnection connection, UUID company, List<Foreseen> offered) {
        return connection
                .preparedQuery(REASON)
                .execute(Tuple.of(
                        company,
                        column(offered, Foreseen::id, UUID[]::new),
                        column(offered, Foreseen::conversation, UUID[]::new),
                        column(offered, one -> write(one.decision()), String[]::new)))
                .replaceWithVoid();
    }

    /** An assignment there will be if its agent accepts. */
    public record Foreseen(UUID id, UUID conversation, Decision decision) {}

    /** Writes an assignment whose reason was foreseen, and tells it; its item must be locked. */
    public Uni<Void> openForeseen(SqlConnection connection, Events events, Assignment assignment, long version) {
        events.record(made(assignment, version, null));
        return openSilently(connection, assignment);
    }

    /** Writes an assignment that chat-service knows already. */
    public Uni<Void> openSilently(SqlConnection connection, Assignment assignment) {
        return connection
                .preparedQuery(OPEN)
                .execute(arguments(assignment.company(), List.of(assignment)))
                .replaceWithVoid();
    }

    /** Who has the conversation, or null when nobody does. */
    public Uni<Assignment> current(SqlConnection connection, UUID conversation) {
        return connection
                .preparedQuery("select * from assignment where conversation_id = $1 and ended_at is null")
                .execute(Tuple.of(conversation))
                .map(rows ->
                        rows.size() == 0 ? null : assignment(rows.iterator().next()));
    }

    /** The stored reason of an assignment as JSON, or null when there is none. */
    public Uni<String> reason(SqlConnection connection, UUID assignment) {
        return connection
                .preparedQuery("select detail::text from decision where assignment_id = $1")
                .execute(Tuple.of(assignment))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString(0));
    }

    /** Ends the open assignments of the conversations; the agents concerned are relieved by the caller. */
    public Uni<Void> end(SqlConnection connection, Collection<UUID> conversations, String reason) {
        return connection
                .preparedQuery("""
                        update assignment set ended_at = clock_timestamp(), end_reason = $2
                         where conversation_id = any ($1) and ended_at is null
                        """)
                .execute(Tuple.of(conversations.toArray(UUID[]::new), reason))
                .replaceWithVoid();
    }

    /** Tells that the conversation went back to a queue. */
    public static void announceReturn(Events events, UUID company, Step step, Return why) {
        var payload = new WorkReturned(
                step.conversation(),
                company,
                step.version(),
                step.epoch(),
                why.agent(),
                why.reason(),
                step.department(),
                why.actor(),
                why.note(),
                step.at());
        events.record(OutgoingEvent.of(
                        Topic.ROUTING, WorkReturned.TYPE, step.conversation(), step.version(), company, payload)
                .about(step.conversation())
                .concerning(why.agent())
                .inDepartment(step.department())
                .withStatus("waiting"));
    }

    /** The assignment as chat-service is told it. */
    static AssignmentMade payload(Assignment made, long version, @Nullable String note) {
        return new AssignmentMade(
                made.id(),
                made.conversation(),
                made.company(),
                version,
                made.epoch(),
                made.agent(),
                made.department(),
                switch (made.kind()) {
                    case AUTOMATIC -> AssignmentMade.Kind.AUTOMATIC;
                    case MANUAL, ADOPTED -> AssignmentMade.Kind.MANUAL;
                    case CLAIM -> AssignmentMade.Kind.CLAIM;
                    case TRANSFER -> AssignmentMade.Kind.TRANSFER;
                },
                made.forced(),
                made.actor(),
                note,
                made.assignedAt());
    }

    private static OutgoingEvent made(Assignment made, long version, @Nullable String note) {
        return OutgoingEvent.of(
                        Topic.ROUTING,
                        AssignmentMade.TYPE,
                        made.conversation(),
                        version,
                        made.company(),
                        payload(made, version, note))
                .about(made.conversation())
                .concerning(made.agent())
                .inDepartment(made.department())
                .withStatus("active");
    }

    private static Tuple arguments(UUID company, List<Assignment> assignments) {
        return Tuple.from(new Object[] {
            company,
            column(assignments, Assignment::id, UUID[]::new),
            column(assignments, Assignment::conversation, UUID[]::new),
            column(assignments, Assignment::agent, UUID[]::new),
            column(assignments, Assignment::department, UUID[]::new),
            column(assignments, Assignment::epoch, Long[]::new),
            column(assignments, AssignmentLedger::kind, String[]::new),
            column(assignments, Assignment::forced, Boolean[]::new),
            column(assignments, Assignment::actor, UUID[]::new),
            column(assignments, one -> one.assignedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new)
        });
    }

    private String write(Decision decision) {
        try {
            return json.writeValueAsString(decision);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A decision has no JSON", e);
        }
    }

    private static <T, C extends @Nullable Object> C[] column(
            List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static String kind(Assignment assignment) {
        return assignment.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Assignment assignment(Row row) {
        return new Assignment(
                row.getUUID("id"),
                row.getUUID("company_id"),
                row.getUUID("conversation_id"),
                row.getUUID("agent_id"),
                row.getUUID("department_id"),
                row.getLong("epoch"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getBoolean("forced"),
                row.getUUID("actor_id"),
                row.getOffsetDateTime("assigned_at").toInstant());
    }
}
