package dev.sapa.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.gateway.peer.Following.State;
import dev.sapa.gateway.peer.Following.Step;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowingTest {

    private final Following following = TestFollowing.joined(UUID.randomUUID());

    @Test
    void serves_each_position_once_and_in_order() {
        assertThat(following.live(1)).isEqualTo(Step.SEND);
        assertThat(following.live(1)).isEqualTo(Step.DUPLICATE);
        assertThat(following.live(2)).isEqualTo(Step.SEND);
        assertThat(following.served()).isEqualTo(2);
    }

    @Test
    void fills_a_hole_before_going_on_live() {
        following.serveFrom(3);

        assertThat(following.live(6)).isEqualTo(Step.FILL);
        assertThat(following.live(7)).isEqualTo(Step.LATER);
        assertThat(following.head()).isEqualTo(7);
        assertThat(following.refill(4)).isTrue();
        assertThat(following.refill(4)).isFalse();
        assertThat(following.filled()).isFalse();
        following.refill(5);
        following.refill(6);
        following.refill(7);
        assertThat(following.filled()).isTrue();
        assertThat(following.live(8)).isEqualTo(Step.SEND);
    }

    @Test
    void tells_a_state_once_and_never_an_older_one() {
        var waiting = new State("waiting", "agent", null, null);
        var active = new State("active", "agent", UUID.randomUUID(), "Ani");
        following.know(waiting, 3);

        assertThat(following.learn(active, 5)).isTrue();
        assertThat(following.learn(active, 5)).isFalse();
        assertThat(following.learn(active, 6)).isFalse();
        assertThat(following.learn(waiting, 4)).isFalse();
        assertThat(following.learn(waiting, 7)).isTrue();
    }

    @Test
    void advances_read_horizons_of_each_side_only_forward() {
        assertThat(following.read(Side.CUSTOMER, 4)).isTrue();
        assertThat(following.read(Side.CUSTOMER, 3)).isFalse();
        assertThat(following.read(Side.CUSTOMER, 4)).isFalse();
        assertThat(following.read(Side.AGENT, 2)).isTrue();
    }
}
