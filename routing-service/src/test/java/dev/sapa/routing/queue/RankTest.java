package dev.sapa.routing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.events.Conversation.Priority;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RankTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void earlier_arrivals_of_one_priority_come_first() {
        assertThat(Rank.key(NOON, Priority.NORMAL)).isBefore(Rank.key(NOON.plusMillis(1), Priority.NORMAL));
        assertThat(Rank.key(NOON, Priority.LOW)).isEqualTo(Rank.key(NOON, Priority.NORMAL));
    }

    @Test
    void urgent_overtakes_what_arrived_less_than_fifteen_minutes_before() {
        var urgent = Rank.key(NOON, Priority.URGENT);

        assertThat(urgent).isBefore(Rank.key(NOON.minusSeconds(15 * 60 - 1), Priority.NORMAL));
        assertThat(urgent).isAfter(Rank.key(NOON.minusSeconds(15 * 60 + 1), Priority.NORMAL));
    }

    @Test
    void high_overtakes_what_arrived_less_than_five_minutes_before() {
        var high = Rank.key(NOON, Priority.HIGH);

        assertThat(high).isBefore(Rank.key(NOON.minusSeconds(5 * 60 - 1), Priority.NORMAL));
        assertThat(high).isAfter(Rank.key(NOON.minusSeconds(5 * 60 + 1), Priority.LOW));
    }
}
