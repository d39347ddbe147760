package dev.sapa.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOutageTest {

    @Test
    void a_connection_that_broke_is_an_outage_however_it_is_wrapped() {
        assertThat(DatabaseOutage.isOutage(new SocketException("Connection reset")))
                .isTrue();
        assertThat(DatabaseOutage.isOutage(new NoStackTraceThrowable("Connection is not active now")))
                .isTrue();
        assertThat(DatabaseOutage.isOutage(new CompletionException(new TimeoutException())))
                .isTrue();
        assertThat(DatabaseOutage.isOutage(new CompositeException(
                        new SocketException("Connection reset"), new IllegalStateException("Live transaction"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03", "58030", "25006"})
    void a_database_that_cannot_serve_is_an_outage(String state) {
        assertThat(DatabaseOutage.isOutage(refused(state))).isTrue();
        assertThat(DatabaseOutage.isOutage(new RuntimeException(new SQLException("x", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23505", "42501", "55P03", "57014"})
    void a_statement_that_was_refused_is_none(String state) {
        assertThat(DatabaseOutage.isOutage(refused(state))).isFalse();
        assertThat(DatabaseOutage.passes(refused(state))).isFalse();
    }

    @Test
    void a_deadlock_is_no_outage_but_passes() {
        assertThat(DatabaseOutage.isOutage(refused("40P01"))).isFalse();
        assertThat(DatabaseOutage.passes(refused("40P01"))).isTrue();
        assertThat(DatabaseOutage.passes(refused("57P01"))).isTrue();
    }

    private static PgException refused(String state) {
        return new PgException("refused", "ERROR", state, "");
    }
}
