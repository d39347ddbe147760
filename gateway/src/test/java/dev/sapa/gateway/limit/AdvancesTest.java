package dev.sapa.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdvancesTest {

    private final AtomicLong now = new AtomicLong(1_000);
    private final Advances advances = new Advances(now::get);

    @Test
    void gives_out_as_many_as_were_taken_and_to_nobody_else() {
        advances.add("a", 2);

        assertThat(advances.use("b")).isFalse();
        assertThat(advances.use("a")).isTrue();
        assertThat(advances.use("a")).isTrue();
        assertThat(advances.use("a")).isFalse();
    }

    @Test
    void forgets_what_lay_too_long() {
        advances.add("a", 2);
        now.addAndGet(Advances.LIFE_MILLIS);

        assertThat(advances.use("a")).isFalse();
    }
}
