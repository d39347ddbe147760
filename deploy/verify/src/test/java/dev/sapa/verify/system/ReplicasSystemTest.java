package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Replicas;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** I1 to I3 with two of each service that carries messages, each losing one of its two. */
@Order(7)
@Tag("faults")
@Replicas("gateway=2,chat-service=2,routing-service=2")
@ExtendWith(SuiteExtension.class)
class ReplicasSystemTest {

    @Test
    void sixty_conversations_over_two_gateways_lose_and_double_nothing(Suite suite) throws SQLException {
        assertThat(suite.sockets()).hasSize(2);

        var verdict = Crashes.survive(
                suite,
                List.of("gateway", "chat-service", "routing-service", "auth-service", "postgres", "redis", "kafka"));

        assertThat(verdict.violations()).as(verdict.report()).isEmpty();
    }
}
