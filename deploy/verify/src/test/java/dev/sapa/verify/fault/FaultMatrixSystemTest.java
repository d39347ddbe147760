package dev.sapa.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Livechat;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The faults that are too many for each run of the tests. */
@Order(11)
@Tag("faults")
@TestMethodOrder(MethodOrderer.MethodName.class)
@ExtendWith(LabExtension.class)
class FaultMatrixSystemTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration AFTER_A_START = Duration.ofSeconds(60);
    private static final String[] SERVICES = {
        "auth-service", "chat-service", "routing-service", "analytics-service", "gateway"
    };

    private final Lab lab;

    FaultMatrixSystemTest(Lab lab) {
        this.lab = lab;
    }

    @Test
    void F02_one_gateway_is_killed_five_times_at_random_moments() throws Exception {
        Trial.of(lab, "F02", "kill -9 of one of two gateways, 5 times at random moments", SOON, load -> {
            for (var time = 0; time < 5; time++) {
                Lab.hold(Duration.ofMillis(lab.random().nextLong(3_000)));
                var gateways = lab.members("gateway");
                var victims = List.of(gateways.get(lab.random().nextInt(gateways.size())));
                lab.kill(victims);
                lab.awaitRestarted(victims);
            }
        });
    }

    @Test
    void F12_postgresql_is_killed_three_times_at_random_moments() throws Exception {
        killAtRandomMoments("F12", "postgres", 3, SOON);
    }

    @Test
    void F04_analytics_is_killed_three_times_while_it_books() throws Exception {
        killAtRandomMoments("F04", "analytics-service", 3, SOON);
    }

    @Test
    void F05_auth_is_killed_three_times() throws Exception {
        killAtRandomMoments("F05", "auth-service", 3, SOON);
    }

    @Test
    void F01_chat_is_killed_five_times_at_random_moments() throws Exception {
        killAtRandomMoments("F01", "chat-service", 5, AFTER_A_START);
    }

    @Test
    void F03_routing_is_killed_five_times_at_random_moments() throws Exception {
        killAtRandomMoments("F03", "routing-service", 5, SOON);
    }

    @Test
    void F07_all_services_are_killed_at_once() throws Exception {
        Trial.of(lab, "F07", "kill -9 of all services at once", AFTER_A_START, load -> {
            var victims = lab.members(SERVICES);
            lab.kill(victims);
            lab.awaitRestarted(victims);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 120})
    void F09_kafka_is_stopped_in_good_order_and_away(int seconds) throws Exception {
        Trial.of(lab, "F09", "Kafka stopped, away for %d s".formatted(seconds), SOON, load -> {
            var brokers = lab.members("kafka");
            lab.kafka().refuse();
            brokers.forEach(lab::terminate);
            Lab.hold(Duration.ofSeconds(seconds));
            lab.kafka().heal();
            // It takes about ten seconds to stop and to start.
            lab.awaitRestarted(brokers);
        });
    }

    @Test
    void F10_kafka_hangs_for_20_s() throws Exception {
        freeze("F10", "kafka", 20, SOON);
    }

    @Test
    void F13_database_sessions_are_ended_twice_a_second() throws Exception {
        Trial.of(lab, "F13", "pg_terminate_backend of a random session each 0.5 s for 30 s", SOON, load -> {
            for (var time = 0; time < 60; time++) {
                Lab.hold(Duration.ofMillis(500));
                endAnyDatabaseSession();
            }
        });
    }

    @Test
    void F14_postgresql_hangs_for_15_s() throws Exception {
        freeze("F14", "postgres", 15, Duration.ofSeconds(15));
    }

    @Test
    void F18_redis_hangs_for_20_s() throws Exception {
        freeze("F18", "redis", 20, SOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "chat-service", "routing-service", "analytics-service", "gateway"})
    void F19_a_service_hangs_for_10_s_and_goes_on(String service) throws Exception {
        freeze("F19", service, 10, Duration.ofSeconds(15));
    }

    @Test
    void F20_all_services_pause_for_3_s_each_10_s() throws Exception {
        Trial.of(lab, "F20", "all services stopped for 3 s each 10 s, 6 times", SOON, load -> {
            for (var time = 0; time < 6; time++) {
                lab.freeze(lab.members(SERVICES), Duration.ofSeconds(3));
                Lab.hold(Duration.ofSeconds(7));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, 50",
        "postgres, 200",
        "kafka, 50",
        "kafka, 200",
        "kafka, 1000",
        "redis, 50",
        "redis, 200",
        "redis, 1000",
        "clients, 50",
        "clients, 200",
        "clients, 1000"
    })
    void F21_the_network_is_slow(String where, int millis) throws Exception {
        var slow = Weather.slow(Duration.ofMillis(millis), Duration.ofMillis(millis / 4));
        Trial.of(lab, "F21", "%s %d to %d ms away".formatted(where, millis, millis + millis / 4), SOON, load -> {
            proxies(where).forEach(proxy -> proxy.set(slow));
            Lab.hold(Duration.ofSeconds(10));
            load.untilEverybodyIsHeard(Duration.ofSeconds(40));
            lab.heal();
        });
    }

    @Test
    void F24_every_byte_comes_alone() throws Exception {
        Trial.of(lab, "F24", "clients' bytes in slices of 1 for 15 s", SOON, load -> {
            lab.doors().forEach(door -> door.set(Weather.sliced(1, Duration.ZERO)));
            Lab.hold(Duration.ofSeconds(15));
            load.untilEverybodyIsHeard(Duration.ofSeconds(20));
            lab.heal();
        });
    }

    @Test
    void F30_one_router_of_two_is_killed_again_and_again() throws Exception {
        Trial.of(lab, "F30", "one of two routing-services killed each 3 s for 30 s", Duration.ofSeconds(20), load -> {
            for (var time = 0; time < 10; time++) {
                var routers = lab.members("routing-service");
                lab.kill(List.of(routers.get(lab.random().nextInt(routers.size()))));
                Lab.hold(Duration.ofSeconds(3));
            }
        });
    }

    @Test
    void F35_agents_leave_and_lower_their_capacity_while_work_is_given_out() throws Exception {
        Trial.of(lab, "F35", "agents declared away and capacities changed 100 times", SOON, load -> {
            var admin = new Livechat(lab.suite()).admin();
            var agents = admin.get("/api/v2/routing/agents?status=online")
                    .expect(200)
                    .path("items");
            assertThat(agents.size()).isPositive();
            for (var time = 0; time < 100; time++) {
                var agent = "/api/v2/routing/agents/"
                        + agents.get(lab.random().nextInt(agents.size()))
                                .path("id")
                                .asText();
                if (lab.random().nextBoolean()) {
                    admin.patch(agent, Map.of("capacity", 1 + lab.random().nextInt(5)))
                            .expect(200);
                } else {
                    var status = lab.random().nextBoolean() ? "online" : "away";
                    admin.put(agent + "/status", Map.of("status", status)).expect(200);
                }
                Lab.hold(Duration.ofMillis(100));
            }
            for (var agent : agents) {
                admin.put("/api/v2/routing/agents/" + agent.path("id").asText() + "/status", Map.of("status", "online"))
                        .expect(200);
            }
        });
    }

    @Test
    void F37_half_of_the_clients_read_a_kilobyte_per_second() throws Exception {
        Trial.of(lab, "F37", "1 KB/s at one of two doors for 20 s", Duration.ofSeconds(25), load -> {
            lab.doors().get(0).set(Weather.narrow(1_000));
            Lab.hold(Duration.ofSeconds(20));
            lab.heal();
        });
    }

    @Test
    void F40_everything_is_restarted_in_turn() throws Exception {
        Trial.of(lab, "F40", "SIGTERM to each process of each service in turn", AFTER_A_START, load -> {
            for (var member : lab.members(SERVICES)) {
                lab.terminate(member);
                lab.awaitRestarted(List.of(member));
            }
        });
    }

    private void killAtRandomMoments(String id, String service, int times, Duration bar) throws Exception {
        Trial.of(lab, id, "kill -9 of %s, %d times at random moments".formatted(service, times), bar, load -> {
            for (var time = 0; time < times; time++) {
                Lab.hold(Duration.ofMillis(lab.random().nextLong(3_000)));
                var victims = lab.members(service);
                lab.kill(victims);
                lab.awaitRestarted(victims);
            }
        });
    }

    private void freeze(String id, String process, int seconds, Duration bar) throws Exception {
        Trial.of(
                lab,
                id,
                "%s stopped (SIGSTOP) for %d s".formatted(process, seconds),
                bar,
                load -> lab.freeze(lab.members(process), Duration.ofSeconds(seconds)));
    }

    private List<FaultProxy> proxies(String where) {
        return switch (where) {
            case "postgres" -> List.of(lab.postgres());
            case "kafka" -> List.of(lab.kafka());
            case "redis" -> List.of(lab.redis());
            case "clients" -> lab.doors();
            default -> throw new IllegalArgumentException(where);
        };
    }

    private void endAnyDatabaseSession() throws SQLException, IOException {
        var password = Files.readString(lab.suite().data().resolve("postgres/superuser-password"))
                .strip();
        var url = "jdbc:postgresql://localhost:%d/sapa"
                .formatted(lab.suite().member("postgres").port());
        try (var connection = DriverManager.getConnection(url, "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename like 'sapa%'"
                    + " and pid <> pg_backend_pid() order by random() limit 1");
        }
    }
}
