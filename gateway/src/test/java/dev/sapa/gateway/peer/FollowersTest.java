package dev.sapa.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FollowersTest {

    private static final UUID CONVERSATION = UUID.randomUUID();

    private final Followers followers = new Followers();

    @Test
    void a_hundred_are_told_in_the_order_in_which_they_came() {
        var all = many(100);

        assertThat(followers.list()).containsExactlyElementsOf(all);
    }

    @Test
    void who_left_is_told_nothing_and_the_others_are() {
        var all = many(100);
        for (var one : all.subList(1, 100)) {
            followers.remove(one);
        }

        assertThat(followers.list()).containsExactly(all.get(0));

        followers.remove(all.get(0));
        assertThat(followers.isEmpty()).isTrue();
        assertThat(followers.list()).isEmpty();
    }

    @Test
    void whoever_goes_through_the_list_is_not_disturbed_by_those_who_come_and_go() {
        var all = many(3);
        var list = followers.list();

        followers.remove(all.get(1));
        followers.add(TestFollowing.unasked(CONVERSATION));

        assertThat(list).containsExactlyElementsOf(all);
        assertThat(followers.list()).hasSize(3).doesNotContain(all.get(1));
    }

    private List<Following> many(int count) {
        var all = Stream.generate(() -> TestFollowing.unasked(CONVERSATION))
                .limit(count)
                .toList();
        all.forEach(followers::add);
        return all;
    }
}
