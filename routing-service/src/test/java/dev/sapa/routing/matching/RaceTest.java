package dev.sapa.routing.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.relay.EventTransactions;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.agent.AgentRoster;
import dev.sapa.routing.assignment.AssignmentMeters;
import dev.sapa.routing.offer.OfferTimers;
import dev.sapa.routing.queue.WorkQueue;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** F32: routers that know nothing of each other race for one free place. */
@RoutingTest
@Tag("slow")
class RaceTest {

    private static final int COMPANIES = 20;

    /** The whole test run races ten times as often. */
    private static final int RACES = Integer.getInteger("sapa.test.races", 1_000);

    /** Written past the service, which would send a third router into the race for each of them. */
    private static final String AGENTS = """
            insert into agent (agent_id, company_id, staff_version, number, name, role, active, department_ids, capacity,
                               declared, live)
            select gen_random_uuid(), id, 1, 1, 'Ada', 'agent', true, array[id], 1, 'online', true
              from unnest($1::uuid[]) as company (id)
            """;

    private static final String CONVERSATIONS = """
            insert into work_item (conversation_id, company_id, number, conversation_version, state, topic, priority,
                                   department_id, enqueued_at, rank_key)
            select gen_random_uuid(), id, n, 1, 'queued', 'tax', 'normal', id, now(), now() + n * interval '1 s'
              from unnest($1::uuid[]) as company (id) cross join generate_series(1, 2) as n
            """;

    private static final String START_ANEW = """
            with freed as (update agent set load = 0 where company_id = any ($1)),
                 ended as (update assignment set ended_at = clock_timestamp(), end_reason = 'closed'
                            where company_id = any ($1) and ended_at is null)
            update work_item set state = 'queued', agent_id = null where company_id = any ($1)
            """;

    private static final String WINNERS = """
            select count(*) from unnest($1::uuid[]) as company (id)
             where (select count(*) from assignment where company_id = company.id and ended_at is null) = 1
               and (select count(*) from work_item where company_id = company.id and state = 'assigned') = 1
               and (select load from agent where company_id = company.id) = 1
            """;

    @Inject
    Scene scene;

    @Inject
    EventTransactions transactions;

    @Inject
    AgentRoster agents;

    @Inject
    WorkQueue queue;

    @Inject
    Handout handout;

    @Inject
    OfferTimers timers;

    @Inject
    AssignmentMeters meters;

    @Inject
    MatchSettings settings;

    @Test
    void of_two_routers_racing_for_one_place_exactly_one_wins_each_time() {
        var companies =
                IntStream.range(0, COMPANIES).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
        scene.sql(AGENTS, (Object) companies);
        scene.sql(CONVERSATIONS, (Object) companies);
        var routers = List.of(router(), router());

        int races = 0;
        for (int round = 0; round < RACES / COMPANIES; round++) {
            scene.sql(START_ANEW, (Object) companies);
            race(routers, companies);
            assertThat(scene.count(WINNERS, (Object) companies))
                    .as("winners of round %d", round)
                    .isEqualTo(COMPANIES);
            races += COMPANIES;
        }

        assertThat(races).isEqualTo(RACES);
    }

    private MatchService router() {
        return new MatchService(transactions, agents, queue, handout, timers, meters, settings);
    }

    private static void race(List<MatchService> routers, UUID[] companies) {
        var runs = new ArrayList<Uni<Integer>>();
        Stream.of(companies).forEach(company -> routers.forEach(router -> runs.add(router.match(company))));
        var made = Uni.join().all(runs).andFailFast().await().atMost(Duration.ofSeconds(30));
        assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(companies.length);
    }
}
