package dev.sapa.chat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3DepotTest {

    private static final int PART = 1024;

    private final Vertx vertx = Vertx.vertx();
    private final UUID company = UUID.randomUUID();
    private final UUID file = UUID.randomUUID();
    private final String object = "/files/" + company + "/" + file;

    @SuppressWarnings("NullAway.Init") // before each
    private S3Stub store;

    @BeforeEach
    void start() throws IOException {
        store = new S3Stub();
    }

    @AfterEach
    void stop() {
        store.close();
        vertx.close();
    }

    @Test
    void keeps_a_small_file_as_one_object() {
        var content = content(700);

        keep(depot(S3Stub.SECRET_KEY), content);

        assertThat(store.objects).containsOnlyKeys(object);
        assertThat(read(depot(S3Stub.SECRET_KEY))).isEqualTo(content);
    }

    @Test
    void keeps_a_large_file_in_parts_that_become_one() {
        var content = content(5 * PART + 300);

        keep(depot(S3Stub.SECRET_KEY), content);

        assertThat(store.uploads).isEmpty();
        assertThat(read(depot(S3Stub.SECRET_KEY))).isEqualTo(content);
    }

    @Test
    void gives_a_part_of_a_file() {
        var content = content(2 * PART);
        var depot = depot(S3Stub.SECRET_KEY);
        keep(depot, content);

        var read = all(depot.read(company, file, new Span(100, 1299)));

        assertThat(read.getBytes()).isEqualTo(content.getBytes(100, 1300));
    }

    @Test
    void leaves_nothing_of_an_upload_that_is_abandoned() {
        var deposit = depot(S3Stub.SECRET_KEY).begin(company, file, "image/png");
        await(deposit.add(content(2 * PART)));
        assertThat(store.uploads).hasSize(1);

        await(deposit.abandon());

        assertThat(store.uploads).isEmpty();
        assertThat(store.objects).isEmpty();
    }

    @Test
    void discards_what_is_there_and_what_is_not() {
        var depot = depot(S3Stub.SECRET_KEY);
        keep(depot, content(10));

        await(depot.discard(company, file));
        await(depot.discard(company, file));

        assertThat(store.objects).isEmpty();
    }

    @Test
    void says_that_the_store_is_away_when_it_refuses_or_is_gone() {
        assertAway(() -> keep(depot("another key"), content(10)));
        assertAway(() -> read(depot(S3Stub.SECRET_KEY)));
        store.close();
        assertAway(() -> keep(depot(S3Stub.SECRET_KEY), content(10)));
    }

    /** The worked example of AWS's documentation of the signature. */
    @Test
    void signs_as_the_documentation_does() {
        var signature =
                new S3Signature("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

        var headers = signature.sign(
                "GET",
                "/test.txt",
                Map.of(),
                Map.of("Host", "examplebucket.s3.amazonaws.com", "Range", "bytes=0-9"),
                new byte[0],
                Instant.parse("2013-05-24T00:00:00Z"));

        assertThat(headers.get("authorization"))
                .endsWith("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    private S3Depot depot(String secretKey) {
        return new S3Depot(new S3Client(vertx, settings(secretKey), Clock.systemUTC()), PART);
    }

    private void keep(Depot depot, Buffer content) {
        var deposit = depot.begin(company, file, "image/png");
        for (int at = 0; at < content.length(); at += 400) {
            await(deposit.add(content.getBuffer(at, Math.min(at + 400, content.length()))));
        }
        await(deposit.close());
    }

    private Buffer read(Depot depot) {
        return all(depot.read(company, file));
    }

    private static Buffer all(Multi<Buffer> pieces) {
        return await(pieces.collect().in(Buffer::buffer, Buffer::appendBuffer));
    }

    private static <T> T await(Uni<T> step) {
        return step.await().atMost(Duration.ofSeconds(10));
    }

    private static void assertAway(ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(503));
    }

    private static Buffer content(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    private FileSettings.S3 settings(String secretKey) {
        return new FileSettings.S3() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.of(store.url());
            }

            @Override
            public Optional<String> bucket() {
                return Optional.of("files");
            }

            @Override
            public String region() {
                return "eu-test-1";
            }

            @Override
            public Optional<String> accessKey() {
                return Optional.of(S3Stub.ACCESS_KEY);
            }

            @Override
            public Optional<String> secretKey() {
                return Optional.of(secretKey);
            }

            @Override
            public MemorySize part() {
                return new MemorySize(BigInteger.valueOf(PART));
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(5);
            }
        };
    }
}
