package dev.sapa.auth.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.events.StaffChanged.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StaffTest {

    private final Staff agent = new Staff(
            UUID.randomUUID(),
            UUID.randomUUID(),
            7,
            new Profile("ada@example.org", "ada", "Ada", null),
            Role.AGENT,
            "hash",
            Instant.EPOCH);

    @Test
    void counts_its_changes_without_gaps() {
        assertThat(agent.event(List.of()).version()).isEqualTo(1);

        assertThat(agent.apply(renaming("Ada L."), false)).isTrue();
        assertThat(agent.apply(renaming(null), true)).isTrue();

        assertThat(agent.event(List.of()).version()).isEqualTo(3);
        assertThat(agent.event(List.of()).name()).isEqualTo("Ada L.");
    }

    @Test
    void has_nothing_to_tell_when_nothing_is_different() {
        assertThat(agent.apply(renaming("Ada"), false)).isFalse();
        agent.signInWith("another hash");

        assertThat(agent.event(List.of()).version()).isEqualTo(1);
    }

    @Test
    void keeps_the_hash_out_of_what_is_printed() {
        assertThat(agent.account().toString()).doesNotContain("hash");
    }

    private static StaffChange renaming(@Nullable String name) {
        return new StaffChange(null, null, name, null, null, null, null);
    }
}
