package dev.sapa.routing.matching;

import dev.sapa.relay.EventTransactions;
import dev.sapa.relay.Scope;
import dev.sapa.routing.queue.QueueService;
import dev.sapa.routing.queue.QueueService.Length;
import dev.sapa.routing.signal.Signals.AgentDismissed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Every second: gives back what lost agents had, and matches where a conversation waits beside a free eligible agent,
 * which happens only when a process died between a commit and the matching it called for.
 */
@ApplicationScoped
class MatchSweep {

    private static final Logger LOG = Logger.getLogger(MatchSweep.class);

    private static final String OVERDUE = """
            select distinct waiting.company_id
              from (select company_id, department_id from work_item
                     where state = 'queued' and offered_to is null group by 1, 2) waiting
              join agent on agent.company_id = waiting.company_id and active and live and declared = 'online'
                   and load < capacity
                   and (waiting.department_id = any (department_ids) and role in ('agent', 'supervisor')
                        or waiting.department_id is null and role = 'agent')
             where not exists (select 1 from company where company_id = waiting.company_id and not company.active)
               and exists (select 1 from work_item item
                            where item.company_id = waiting.company_id and item.state = 'queued'
                              and item.offered_to is null
                              and item.department_id is not distinct from waiting.department_id
                              and not (agent.agent_id = any (excluded_agents)
                                       and coalesce(excluded_until > clock_timestamp(), false)))
            """;

    private final EventTransactions transactions;
    private final MatchRegistry matches;
    private final ReturnService returns;
    private final QueueService queue;
    private final AtomicLong waiting;
    private final AtomicLong longestWaitMillis;

    MatchSweep(
            EventTransactions transactions,
            MatchRegistry matches,
            ReturnService returns,
            QueueService queue,
            MeterRegistry meters) {
        this.transactions = transactions;
        this.matches = matches;
        this.returns = returns;
        this.queue = queue;
        this.waiting = gauge(meters, "sapa.queue.waiting");
        this.longestWaitMillis = gauge(meters, "sapa.queue.longest.wait.millis");
    }

    @Scheduled(every = "${sapa.routing.sweep:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return returns.giveBackAll()
                .chain(this::overdue)
                .invoke(companies -> companies.forEach(matches::request))
                .chain(queue::length)
                .invoke(this::measure)
                .onFailure()
                .invoke(failure -> LOG.warnf("The queues could not be swept: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    void on(@Observes AgentDismissed signal) {
        returns.giveBack(signal.company(), signal.agent())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                "Work of agent %s was not given back, the sweep repeats it: %s",
                                signal.agent(), failure.getMessage()));
    }

    private Uni<List<UUID>> overdue() {
        return transactions.readInConnection(
                Scope.everyCompany(),
                connection -> connection.query(OVERDUE).execute().map(rows -> StreamSupport.stream(
                                rows.spliterator(), false)
                        .map((Row row) -> row.getUUID(0))
                        .toList()));
    }

    private void measure(Length length) {
        waiting.set(length.waiting());
        longestWaitMillis.set(length.longestWait().toMillis());
    }

    private static AtomicLong gauge(MeterRegistry meters, String name) {
        var value = new AtomicLong();
        meters.gauge(name, value);
        return value;
    }
}
