package dev.sapa.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    private final AtomicLong now = new AtomicLong();
    private final Replicas replicas = new Replicas(
            List.of(URI.create("http://a:1"), URI.create("http://b:2"), URI.create("https://c")), 100, now::get);

    @Test
    void takes_turns() {
        assertThat(first()).isEqualTo("a");
        assertThat(first()).isEqualTo("b");
        assertThat(first()).isEqualTo("c");
        assertThat(first()).isEqualTo("a");
    }

    @Test
    void tries_an_avoided_replica_last_for_a_while() {
        replicas.avoid(replicas.inOrder().get(0));

        assertThat(hosts()).containsExactly("b", "c", "a");
        assertThat(hosts()).containsExactly("c", "b", "a");
        now.set(101);
        assertThat(hosts()).containsExactly("a", "b", "c");
    }

    private List<String> hosts() {
        return replicas.inOrder().stream().map(replica -> replica.host).toList();
    }

    private String first() {
        return hosts().get(0);
    }
}
