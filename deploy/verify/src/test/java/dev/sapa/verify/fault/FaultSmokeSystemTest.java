package dev.sapa.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sapa.verify.history.Checker;
import dev.sapa.verify.history.Recorder;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.system.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The faults to begin with, by their numbers; each under load and with every promise checked afterwards. */
@Order(10)
@TestMethodOrder(MethodOrderer.MethodName.class)
@ExtendWith(LabExtension.class)
class FaultSmokeSystemTest {

    private static final int LAST_RECORDS = 10_000;

    private final Lab lab;

    FaultSmokeSystemTest(Lab lab) {
        this.lab = lab;
    }

    @Test
    void F01_both_chat_services_are_killed() throws Exception {
        Trial.of(lab, "F01", "kill -9 of both chat-services", Duration.ofSeconds(60), load -> {
            var victims = lab.members("chat-service");
            assertThat(victims).hasSize(2);
            lab.kill(victims);
            lab.awaitRestarted(victims);
        });
    }

    @Test
    void F02_one_of_two_gateways_is_killed() throws Exception {
        Trial.of(lab, "F02", "kill -9 of one of two gateways", Duration.ofSeconds(20), load -> {
            var gateways = lab.members("gateway");
            assertThat(gateways).hasSize(2);
            lab.kill(List.of(gateways.get(lab.random().nextInt(2))));
        });
    }

    @Test
    void F03_both_routers_are_killed_while_they_assign() throws Exception {
        Trial.of(lab, "F03", "kill -9 of both routing-services, twice", Duration.ofSeconds(30), load -> {
            for (var time = 0; time < 2; time++) {
                Lab.hold(Duration.ofMillis(lab.random().nextLong(400)));
                var victims = lab.members("routing-service");
                lab.kill(victims);
                lab.awaitRestarted(victims);
            }
        });
    }

    @Test
    void F09_kafka_is_killed_and_away_for_30_s() throws Exception {
        Trial.of(lab, "F09", "Kafka killed, away for 30 s", Duration.ofSeconds(20), load -> {
            lab.kafka().refuse();
            lab.kill(lab.members("kafka"));
            Lab.hold(Duration.ofSeconds(5));
            var heard = load.untilEverybodyIsHeard(Duration.ofSeconds(15));
            var seen = load.untilEverybodySees(Duration.ofSeconds(15));
            Report.print(List.of("without Kafka everybody is heard in %d ms and seen in %d ms"
                    .formatted(heard.toMillis(), seen.toMillis())));
            Lab.hold(Duration.ofSeconds(25).minus(heard).minus(seen));
            lab.kafka().heal();
        });
    }

    @Test
    void F12_postgresql_is_killed_and_away_for_15_s() throws Exception {
        Trial.of(lab, "F12", "PostgreSQL killed, away for 15 s", Duration.ofSeconds(20), load -> {
            lab.postgres().refuse();
            lab.kill(lab.members("postgres"));
            Lab.hold(Duration.ofSeconds(15));
            lab.postgres().heal();
        });
    }

    @Test
    void F17_redis_is_killed_and_comes_back_empty() throws Exception {
        Trial.of(lab, "F17", "Redis emptied and killed, away for 10 s", Duration.ofSeconds(20), load -> {
            var livechat = new Livechat(lab.suite());
            var token = livechat.login("admin@livechat.com");
            try (var desk = ChatSocket.open(lab.sockets().get(0), Map.of("Authorization", "Bearer " + token))) {
                desk.await("hello");
                flushRedis();
                lab.redis().refuse();
                lab.kill(lab.members("redis"));

                livechat.api()
                        .bearer(token)
                        .post("/api/v2/auth/logout", Map.of())
                        .expect(204);

                var loggedOut = System.nanoTime();
                desk.awaitClose();
                assertThat(Duration.ofNanos(System.nanoTime() - loggedOut))
                        .as("I14: a revoked log-in is refused although Redis is away")
                        .isLessThan(Duration.ofSeconds(5));
            }
            Lab.hold(Duration.ofSeconds(8));
            lab.redis().heal();
        });
    }

    @Test
    void F22_half_of_a_connection_is_dead() throws Exception {
        for (var way : Way.values()) {
            Trial.of(lab, "F22", "every socket half open, nothing " + way, Duration.ofSeconds(25), load -> lab.doors()
                    .forEach(door -> door.sever(way)));
        }
    }

    @Test
    void F23_connections_of_clients_are_reset_every_2_s() throws Exception {
        Trial.of(lab, "F23", "half of all sockets reset each 2 s for 20 s", Duration.ofSeconds(20), load -> {
            for (var time = 0; time < 10; time++) {
                Lab.hold(Duration.ofSeconds(2));
                lab.doors().forEach(door -> door.reset(0.5));
            }
        });
    }

    @Test
    void F27_the_last_ten_thousand_events_of_each_topic_come_again() throws Exception {
        Trial.of(lab, "F27", "the last 10,000 events of each topic delivered again", Duration.ofSeconds(20), load -> {
            var count = 0;
            for (var topic : List.of("sapa.auth.v1", BookKeeper.CHAT_TOPIC, "sapa.routing.v1")) {
                var records = lab.broker().read(topic, Map.of());
                var last = records.subList(Math.max(0, records.size() - LAST_RECORDS), records.size());
                lab.broker()
                        .write(last.stream()
                                .filter(record -> record.headers().lastHeader(BookKeeper.POISON_HEADER) == null)
                                .map(record -> new ProducerRecord<>(
                                        topic, record.partition(), record.key(), record.value(), record.headers()))
                                .toList());
                count += last.size();
            }
            Report.print(List.of(count + " events delivered again"));
            assertThat(count).isGreaterThan(100);
        });
    }

    @Test
    void F29_poison_is_buried_and_everything_else_flows() throws Exception {
        Trial.of(lab, "F29", "two dozen kinds of odd records in the chat topic", Duration.ofSeconds(20), load -> {
            var good = lab.broker().read(BookKeeper.CHAT_TOPIC, Map.of()).stream()
                    .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains("\"message_id\""))
                    .reduce((first, second) -> second)
                    .orElseThrow();
            var poison = Poison.madeFrom(good);
            for (var group : List.of("sapa-routing", "sapa-analytics")) {
                poison.buried().forEach(name -> lab.poison().add(group + "/" + name));
            }

            lab.broker().write(poison.records());

            assertThatThrownBy(() -> lab.broker()
                            .write(List.of(new ProducerRecord<>(
                                    BookKeeper.CHAT_TOPIC,
                                    null,
                                    good.key(),
                                    new byte[5 * 1024 * 1024],
                                    good.headers()))))
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        });
    }

    @Test
    void F34_sixteen_starts_at_once_at_two_replicas_give_one_conversation() throws Exception {
        var replicas = lab.members("chat-service").stream()
                .map(member ->
                        Api.at(URI.create("http://localhost:" + member.port())).with("X-Company", "oss"))
                .toList();
        assertThat(replicas).hasSize(2);
        var keeper = new BookKeeper(lab.suite(), lab.broker(), lab.poison());
        for (var round = 0; round < 60; round++) {
            var visitor = Map.of("browser_uuid", UUID.randomUUID().toString());
            var answers = IntStream.range(0, 16)
                    .mapToObj(number -> replicas.get(number % 2)
                            .posting("/conversations", Map.of("topic", "Investasi", "visitor", visitor)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 201);
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .extracting(answer -> answer.body().path("id").asText())
                    .containsOnly(answers.get(0).body().path("id").asText());
        }
        var verdict = Checker.check(new Recorder().recording(), List.of(), List.of(), keeper.settled(List.of()));
        assertThat(verdict.violations()).as(verdict.report()).isEmpty();
    }

    private void flushRedis() throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), lab.suite().member("redis").port())) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
                    .isEqualTo("+OK");
        }
    }
}
