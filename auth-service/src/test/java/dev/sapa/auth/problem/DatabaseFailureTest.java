package dev.sapa.auth.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;

class DatabaseFailureTest {

    @Test
    void sees_through_wrappers_whether_the_database_is_away() {
        assertThat(DatabaseFailure.of(new CompletionException(new ConnectException("refused"))))
                .isEqualTo(DatabaseFailure.OUTAGE);
        assertThat(DatabaseFailure.of(
                        new JDBCConnectionException("x", new SQLException("terminating connection", "57P01"))))
                .isEqualTo(DatabaseFailure.OUTAGE);
    }

    @Test
    void tells_it_from_what_is_our_fault_or_the_callers() {
        assertThat(DatabaseFailure.of(new SQLException("no such table", "42P01")))
                .isEqualTo(DatabaseFailure.DEFECT);
        assertThat(DatabaseFailure.of(new SQLException("NUL", "22021"))).isEqualTo(DatabaseFailure.UNSTORABLE_TEXT);
    }
}
