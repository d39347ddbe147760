package dev.sapa.chat.staffchat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sapa.chat.access.Caller;
import dev.sapa.chat.problem.Problem;
import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the threads of staff; an agent has its own and no other. */
@ApplicationScoped
class StaffChatService {

    private static final int MOST = 1000;
    private static final int LOOKS = 10;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final String COLLEAGUE = "select 1 from staff where id = $1 and company_id = $2";
    private static final String LIST = "select " + StaffMessage.COLUMNS
            + " from staff_message where company_id = $1 and staff_id = $2 order by posted_at desc, id desc limit $3";
    private static final String INSERT = """
            insert into staff_message (id, company_id, staff_id, author, author_name, body, posted_at)
            values ($1, $2, $3, $4, $5, $6, $7) returning %s
            """.formatted(StaffMessage.COLUMNS);

    private final EventTransactions transactions;
    private final StaffChatSettings settings;
    private final Clock clock;

    StaffChatService(EventTransactions transactions, StaffChatSettings settings, Clock clock) {
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** The newest ones, oldest first. */
    Uni<List<StaffMessage>> list(Caller.Staff caller, UUID staff) {
        return admitted(caller, staff)
                .chain(() -> transactions.readInConnection(Scope.of(caller.companyId()), connection -> connection
                        .preparedQuery(LIST)
                        .execute(Tuple.of(caller.companyId(), staff, (long) MOST))
                        .map(rows -> {
                            var messages = new ArrayList<StaffMessage>(rows.size());
                            rows.forEach(row -> messages.add(StaffMessage.of(row)));
                            Collections.reverse(messages);
                            return messages;
                        })));
    }

    /** Says something; an agent's words may be confirmed in the same transaction. */
    Uni<StaffMessage> say(Caller.Staff caller, UUID staff, String text, @Nullable String name, boolean autoReply) {
        var now = clock.instant();
        var author = caller.oversees() ? "overseer" : "agent";
        var shown = name == null || name.isBlank() ? String.valueOf(caller.name()) : name.strip();
        return admitted(caller, staff)
                .chain(() -> transactions.readInConnection(Scope.of(caller.companyId()), connection -> insert(
                                connection, caller.companyId(), staff, author, shown, text, now)
                        .call(said -> autoReply && !caller.oversees()
                                ? insert(
                                        connection,
                                        caller.companyId(),
                                        staff,
                                        "auto",
                                        settings.autoName(),
                                        settings.autoReply(),
                                        now)
                                : Uni.createFrom().nullItem())));
    }

    private static Uni<StaffMessage> insert(
            SqlConnection connection, UUID company, UUID staff, String author, String name, String text, Instant now) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addValue(UuidCreator.getTimeOrderedEpoch())
                        .addValue(company)
                        .addValue(staff)
                        .addValue(author)
                        .addValue(name)
                        .addValue(text)
                        .addValue(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> StaffMessage.of(rows.iterator().next()));
    }

    /** An agent has its own thread; overseers have one with everybody of their company. */
    private Uni<Void> admitted(Caller.Staff caller, UUID staff) {
        requireMay(caller, staff);
        return caller.id().equals(staff)
                ? Uni.createFrom().voidItem()
                : requireColleague(caller.companyId(), staff, LOOKS);
    }

    /** Who was added a moment ago is known here in a moment. */
    private Uni<Void> requireColleague(UUID company, UUID staff, int looks) {
        return transactions
                .readInConnection(
                        Scope.of(company),
                        connection -> connection.preparedQuery(COLLEAGUE).execute(Tuple.of(staff, company)))
                .chain(found -> {
                    if (found.size() > 0) {
                        return Uni.createFrom().voidItem();
                    }
                    return looks == 1
                            ? Uni.createFrom().failure(StaffChatService::unknown)
                            : Uni.createFrom()
                                    .voidItem()
                                    .onItem()
                                    .delayIt()
                                    .by(LOOK_AGAIN)
                                    .chain(() -> requireColleague(company, staff, looks - 1));
                });
    }

    private static HttpProblem unknown() {
        return Problem.of("staff-not-found", Status.NOT_FOUND, "No such staff user")
                .build();
    }

    private static void requireMay(Caller.Staff caller, UUID staff) {
        if (!caller.oversees() && !caller.id().equals(staff)) {
            throw notYours();
        }
    }

    private static HttpProblem notYours() {
        return Problem.of("forbidden", Status.FORBIDDEN, "This is another agent's thread")
                .build();
    }
}
