package dev.sapa.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowingsTest {

    private final Followings followings = new Followings();

    @Test
    void a_conversation_that_is_joined_is_no_longer_followed_unasked() {
        var id = UUID.randomUUID();
        followings.add(TestFollowing.unasked(id));
        var joined = TestFollowing.joined(id);

        followings.add(joined);

        assertThat(followings.of(id)).isSameAs(joined);
        assertThat(followings.all()).containsExactly(joined);
        assertThat(followings.unaskedBeyond(0)).isNull();
    }

    @Test
    void of_too_many_unasked_ones_that_goes_which_nothing_was_heard_of_for_the_longest_time() {
        var first = TestFollowing.unasked(UUID.randomUUID());
        var second = TestFollowing.unasked(UUID.randomUUID());
        followings.add(TestFollowing.joined(UUID.randomUUID()));
        followings.add(first);
        followings.add(second);

        assertThat(followings.unaskedBeyond(2)).isNull();
        assertThat(followings.unaskedBeyond(1)).isSameAs(first);

        followings.of(first.conversationId());
        assertThat(followings.unaskedBeyond(1)).isSameAs(second);
    }

    @Test
    void what_took_the_place_of_another_is_not_removed_with_it() {
        var id = UUID.randomUUID();
        var before = TestFollowing.joined(id);
        var now = TestFollowing.joined(id);
        followings.add(before);
        followings.add(now);

        followings.remove(before);

        assertThat(followings.of(id)).isSameAs(now);
        assertThat(followings.joined()).containsExactly(now);
    }
}
