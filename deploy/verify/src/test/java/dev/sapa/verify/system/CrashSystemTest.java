package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** I1 to I3 through kill -9 of every single process. */
@Order(5)
@Tag("faults")
@ExtendWith(SuiteExtension.class)
class CrashSystemTest {

    @Test
    void sixty_conversations_lose_and_double_nothing_while_each_process_is_killed_in_turn(Suite suite)
            throws SQLException {
        var verdict = Crashes.survive(
                suite,
                List.of("auth-service", "chat-service", "routing-service", "gateway", "postgres", "redis", "kafka"));

        assertThat(verdict.violations()).as(verdict.report()).isEmpty();
    }
}
