package dev.sapa.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.StaffChanged.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * F35, I4, I5, I6: whatever people and events do at once, loads stay true and nobody waits beside a free agent; with
 * agents that are asked and agents that are not.
 */
@RoutingTest
@Tag("slow")
class RandomOperationsTest {

    private static final int WORKERS = 4;
    private static final int OPERATIONS_EACH = 100;
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    private static final String WAITS_BESIDE_A_FREE_AGENT = """
            select count(*) from work_item join agent on agent.company_id = work_item.company_id
             where work_item.company_id = $1 and state = 'queued' and active and live and declared = 'online'
               and load < capacity and (department_id is null or department_id = any (department_ids))
               and offered_to is null
               and not (agent.agent_id = any (excluded_agents) and excluded_until > clock_timestamp())
               and role = 'agent'
            """;

    @Inject
    Scene scene;

    private final UUID company = UUID.randomUUID();
    private final List<UUID> departments = new ArrayList<>();
    private final List<UUID> agents = new ArrayList<>();
    private final Map<UUID, AtomicLong> conversations = new ConcurrentHashMap<>();

    @Test
    void invariants_hold_at_every_moment_and_everything_is_matched_in_the_end() throws Exception {
        departments.addAll(List.of(scene.department(company, "Taxes"), scene.department(company, "Permits")));
        for (int i = 0; i < 4; i++) {
            agents.add(scene.readyAgent(company, 1 + i % 3, departments.get(i % 2)));
        }
        agents.add(scene.staff(company, Role.SUPERVISOR, departments.get(0)));
        var workers = Executors.newFixedThreadPool(WORKERS);
        var running = new ArrayList<Future<?>>();
        for (int worker = 0; worker < WORKERS; worker++) {
            long seed = 4711L + worker;
            running.add(workers.submit(() -> work(new Random(seed))));
        }

        while (running.stream().anyMatch(work -> !work.isDone())) {
            assertThat(scene.violations(company)).isZero();
        }
        finish(running);
        workers.shutdown();

        await().atMost(Duration.ofSeconds(1)).until(() -> scene.count(WAITS_BESIDE_A_FREE_AGENT, company) == 0);
        assertThat(scene.violations(company)).isZero();
        assertThat(scene.count("""
                select count(*) from (select epoch, lag(epoch) over (partition by conversation_id order by assigned_at) as before
                  from assignment where company_id = $1) epochs where epoch <= before
                """, company)).isZero();
    }

    private static void finish(List<Future<?>> running) throws InterruptedException, ExecutionException {
        for (var work : running) {
            work.get();
        }
    }

    private void work(Random random) {
        for (int i = 0; i < OPERATIONS_EACH; i++) {
            operate(random);
        }
    }

    private void operate(Random random) {
        switch (random.nextInt(11)) {
            case 0, 1 -> start(random);
            case 2 -> close(random);
            case 3 -> declare(random);
            case 4 -> resize(random);
            case 5 -> changePolicy(random);
            case 6, 7 -> answer(random);
            case 8 -> transfer(random);
            default -> assign(random);
        }
    }

    private void start(Random random) {
        var department = random.nextInt(3) == 0 ? null : departments.get(random.nextInt(2));
        var priority = PRIORITIES.get(random.nextInt(4));
        var conversation = scene.started(company, department, NOON.plusSeconds(random.nextInt(3600)), priority);
        ChatStandIn.shows(conversation, company, "waiting", 1_000_000);
        conversations.put(conversation, new AtomicLong(1));
    }

    private void close(Random random) {
        conversations.entrySet().stream()
                .skip(random.nextInt(conversations.size() + 1))
                .findFirst()
                .ifPresent(one ->
                        scene.closed(one.getKey(), company, one.getValue().incrementAndGet()));
    }

    private void declare(Random random) {
        Api.declare(agent(random), company, random.nextInt(4) == 0 ? "away" : "online");
    }

    private void resize(Random random) {
        Api.asAdmin(company)
                .body(Map.of("capacity", random.nextInt(4)))
                .patch("/agents/{id}", agent(random))
                .then()
                .statusCode(200);
    }

    private void changePolicy(Random random) {
        Api.asAdmin(company)
                .body(Map.of("offer_mode", random.nextBoolean() ? "ask" : "auto"))
                .patch("/policy")
                .then()
                .statusCode(200);
    }

    private void answer(Random random) {
        var agent = agent(random);
        List<String> offers = Api.asAgent(agent, company)
                .queryParam("agent", "me")
                .get("/offers")
                .path("items.id");
        for (var offer : offers) {
            int status = Api.asAgent(agent, company)
                    .post("/offers/{id}/" + (random.nextInt(3) == 0 ? "decline" : "accept"), offer)
                    .statusCode();
            assertThat(status).isIn(200, 204, 410);
        }
    }

    private void transfer(Random random) {
        conversations.keySet().stream()
                .skip(random.nextInt(conversations.size() + 1))
                .findFirst()
                .ifPresent(one -> {
                    int status = Api.asAdmin(company)
                            .body(Map.of("department_id", departments.get(random.nextInt(2))))
                            .post("/conversations/{id}/transfers", one)
                            .statusCode();
                    assertThat(status).isIn(200, 409);
                });
    }

    private void assign(Random random) {
        conversations.keySet().stream()
                .skip(random.nextInt(conversations.size() + 1))
                .findFirst()
                .ifPresent(one -> {
                    int status = Api.assign(Api.asAdmin(company), one, agent(random), "manual")
                            .extract()
                            .statusCode();
                    assertThat(status).isIn(200, 409);
                });
    }

    private UUID agent(Random random) {
        return agents.get(random.nextInt(agents.size()));
    }
}
