package dev.sapa.verify.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy breaks what it is told to break, and otherwise passes on every byte, in order, and each end's end. */
class FaultProxyTest {

    private static final int MEGABYTES_4 = 4 * 1024 * 1024;

    private final Random random = new Random(20_261_121);
    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.open(0, server.getLocalPort(), random);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passes_on_every_byte_both_ways_and_the_end_of_one_side_before_the_other_answers() throws Exception {
        var sent = bytes(MEGABYTES_4);
        var answer = answerAfterTheEnd();
        try (var client = connect()) {
            client.getOutputStream().write(sent);
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
        }
        answer.join();
        await("the connection is given up").until(() -> proxy.connections() == 0);
    }

    @Test
    void keeps_every_byte_in_order_however_small_the_slices() throws Exception {
        proxy.set(Weather.sliced(1, Duration.ZERO));
        var sent = bytes(20_000);
        var answer = answerAfterTheEnd();
        try (var client = connect()) {
            client.getOutputStream().write(sent);
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
        }
        answer.join();
    }

    @Test
    void delays_without_letting_bytes_overtake_each_other() throws Exception {
        proxy.set(Weather.slow(Duration.ofMillis(80), Duration.ofMillis(80)));
        var answer = answerAfterTheEnd();
        var sent = new ByteArrayOutputStream();
        try (var client = connect()) {
            var begun = System.nanoTime();
            for (var piece = 0; piece < 50; piece++) {
                var next = bytes(700);
                sent.writeBytes(next);
                client.getOutputStream().write(next);
            }
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent.toByteArray());
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(160), Duration.ofSeconds(5));
        }
        answer.join();
    }

    @Test
    void lets_no_more_bytes_through_than_the_rate_allows() throws Exception {
        proxy.set(Weather.narrow(200_000));
        var answer = answerAfterTheEnd();
        var sent = bytes(100_000);
        try (var client = connect()) {
            var begun = System.nanoTime();
            client.getOutputStream().write(sent);
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(450));
        }
        answer.join();
    }

    @Test
    void a_black_hole_gives_back_all_it_swallowed_when_it_is_over() throws Exception {
        var sent = bytes(3_000);
        try (var client = connect();
                var accepted = server.accept()) {
            proxy.set(Weather.blackHole(Way.TO_SERVER));
            client.getOutputStream().write(sent);
            accepted.setSoTimeout(300);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            accepted.getOutputStream().write(7);
            assertThat(client.getInputStream().read()).isEqualTo(7);

            proxy.heal();

            accepted.setSoTimeout(5_000);
            assertThat(accepted.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        }
    }

    @Test
    void a_severed_direction_is_silent_for_good_while_the_other_works_and_new_connections_are_well() throws Exception {
        try (var client = connect();
                var accepted = server.accept()) {
            proxy.sever(Way.TO_SERVER);
            client.getOutputStream().write(bytes(3_000));
            client.shutdownOutput();
            accepted.setSoTimeout(300);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            accepted.getOutputStream().write(7);
            assertThat(client.getInputStream().read()).isEqualTo(7);
        }
        try (var next = connect();
                var accepted = server.accept()) {
            next.getOutputStream().write(8);
            assertThat(accepted.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void a_reset_reaches_both_ends() throws Exception {
        try (var client = connect();
                var accepted = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);

            assertThat(proxy.reset(1)).isEqualTo(1);

            assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
            assertThatThrownBy(() -> accepted.getInputStream().read()).hasMessageContaining("reset");
        }
    }

    @Test
    void a_reset_of_one_end_reaches_the_other_behind_what_was_said_before() throws Exception {
        proxy.set(Weather.slow(Duration.ofMillis(200), Duration.ZERO));
        var sent = bytes(5_000);
        try (var client = connect()) {
            try (var accepted = server.accept()) {
                accepted.getOutputStream().write(sent);
                await("all of it is under way")
                        .pollDelay(Duration.ofMillis(100))
                        .until(() -> true);
                accepted.setSoLinger(true, 0);
            }
            assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
        }
    }

    @Test
    void what_was_said_before_the_close_still_arrives() throws Exception {
        proxy.set(Weather.slow(Duration.ofMillis(200), Duration.ZERO));
        var sent = bytes(200_000);
        try (var client = connect()) {
            try (var accepted = server.accept()) {
                accepted.getOutputStream().write(sent);
            }
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
        }
    }

    @Test
    void refuses_until_it_is_healed() throws Exception {
        try (var client = connect();
                var accepted = server.accept()) {
            proxy.refuse();
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
            assertThat(accepted.isClosed()).isFalse();
        }
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

        proxy.heal();

        try (var client = connect();
                var accepted = server.accept()) {
            client.getOutputStream().write(9);
            assertThat(accepted.getInputStream().read()).isEqualTo(9);
        }
    }

    @Test
    void a_server_that_is_away_is_a_reset_for_the_client() throws Exception {
        server.close();

        // The reset may be quicker than the thread that waits for its connection, and is told by connect then.
        assertThatThrownBy(() -> {
                    try (var client = connect()) {
                        client.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class)
                .isNotInstanceOf(ConnectException.class)
                .hasMessageContaining("reset");
    }

    /** Says back everything it was told, once the client has ended its side. */
    private CompletableFuture<Void> answerAfterTheEnd() {
        return CompletableFuture.runAsync(() -> {
            try (var accepted = server.accept()) {
                accepted.getOutputStream().write(accepted.getInputStream().readAllBytes());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Socket connect() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(10_000);
        return client;
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
