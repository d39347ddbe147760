package dev.sapa.routing.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.events.AgentPresenceChanged.Status;
import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.StaffChanged.Role;
import dev.sapa.routing.agent.Agent;
import dev.sapa.routing.queue.WorkItem;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static final UUID COMPANY = UUID.randomUUID();
    private static final UUID TAXES = UUID.randomUUID();
    private static final UUID PERMITS = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void the_least_loaded_relative_to_its_capacity_gets_it() {
        var half = agent(Role.AGENT, 2, 4, NOON, TAXES);
        var third = agent(Role.AGENT, 3, 9, NOON, TAXES);

        assertThat(chosen(new Choice(List.of(half, third)), item(TAXES))).isEqualTo(third);
    }

    @Test
    void of_equally_loaded_agents_the_longest_idle_gets_it() {
        var fresh = agent(Role.AGENT, 1, 5, NOON, TAXES);
        var idle = agent(Role.AGENT, 1, 5, NOON.minusSeconds(1), TAXES);

        assertThat(chosen(new Choice(List.of(fresh, idle)), item(TAXES))).isEqualTo(idle);
    }

    @Test
    void ties_are_stable_for_a_conversation_but_not_always_for_the_same_agent() {
        var one = agent(Role.AGENT, 0, 5, NOON, TAXES);
        var other = agent(Role.AGENT, 0, 5, NOON, TAXES);
        var seen = new HashSet<Agent>();

        for (int i = 0; i < 64; i++) {
            var item = item(TAXES);
            var agent = chosen(new Choice(List.of(one, other)), item);
            assertThat(chosen(new Choice(List.of(other, one)), item)).isEqualTo(agent);
            seen.add(agent);
        }

        assertThat(seen).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void a_batch_is_spread_as_if_chosen_one_by_one_and_stops_at_the_capacity() {
        var small = agent(Role.AGENT, 0, 1, NOON, TAXES);
        var big = agent(Role.AGENT, 0, 2, NOON, TAXES);
        var choice = new Choice(List.of(small, big));

        assertThat(List.of(chosen(choice, item(TAXES)), chosen(choice, item(TAXES)), chosen(choice, item(TAXES))))
                .containsExactlyInAnyOrder(small, big, big);
        assertThat(choice.pick(item(TAXES))).isNull();
    }

    @Test
    void only_members_of_the_department_are_considered() {
        var choice = new Choice(List.of(agent(Role.AGENT, 0, 5, NOON, PERMITS)));

        assertThat(choice.pick(item(TAXES))).isNull();
        assertThat(choice.places(100)).isEqualTo(Map.of(PERMITS, 5));
    }

    @Test
    void work_of_no_department_is_for_every_agent_but_not_for_supervisors() {
        var supervisor = agent(Role.SUPERVISOR, 0, 5, NOON, TAXES);
        var agent = agent(Role.AGENT, 4, 5, NOON);
        var choice = new Choice(List.of(supervisor, agent));

        assertThat(chosen(choice, item(null))).isEqualTo(agent);
        assertThat(choice.pick(item(null))).isNull();
        assertThat(chosen(choice, item(TAXES))).isEqualTo(supervisor);
    }

    @Test
    void admins_are_never_chosen() {
        assertThat(new Choice(List.of(agent(Role.ADMIN, 0, 5, NOON, TAXES))).pick(item(TAXES)))
                .isNull();
    }

    @Test
    void the_decision_names_the_contenders_in_order() {
        var first = agent(Role.AGENT, 0, 5, NOON, TAXES);
        var second = agent(Role.AGENT, 1, 5, NOON, TAXES);
        var third = agent(Role.AGENT, 2, 5, NOON, TAXES);

        var pick = Objects.requireNonNull(new Choice(List.of(third, first, second)).pick(item(TAXES)));

        assertThat(pick.eligible()).isEqualTo(3);
        assertThat(pick.contenders())
                .extracting(contender -> contender.agentId())
                .containsExactly(first.id(), second.id(), third.id());
    }

    @Test
    void who_let_it_pass_is_passed_over_and_counted_so() {
        var passed = agent(Role.AGENT, 0, 5, NOON, TAXES);
        var other = agent(Role.AGENT, 4, 5, NOON, TAXES);
        var choice = new Choice(List.of(passed, other));

        var pick = Objects.requireNonNull(choice.pick(item(TAXES, passed.id())));

        assertThat(pick.agent()).isEqualTo(other);
        assertThat(pick.excluded()).isEqualTo(1);
        assertThat(choice.pick(item(TAXES, passed.id()))).isNull();
        assertThat(chosen(choice, item(TAXES))).isEqualTo(passed);
    }

    @Test
    void who_meets_what_is_wished_comes_before_the_less_loaded() {
        var idle = agent(Role.AGENT, 0, 5, NOON, TAXES);
        var skilled = able(List.of(), List.of("nib", "tax"), 3);
        var speaking = able(List.of("en"), List.of(), 4);
        var agents = List.of(idle, skilled, speaking);

        assertThat(chosen(new Choice(agents), wishing(Map.of("skill", "nib, tax"))))
                .isEqualTo(skilled);
        assertThat(chosen(new Choice(agents), wishing(Map.of("skill", "nib", "language", "en-gb"))))
                .isEqualTo(speaking);
        var pick = Objects.requireNonNull(new Choice(agents).pick(wishing(Map.of("skill", "nib"))));
        assertThat(pick.contenders().get(0).meets()).containsExactly("skill nib");
    }

    @Test
    void nothing_waits_for_who_would_meet_its_wishes_better() {
        var idle = agent(Role.AGENT, 0, 5, NOON, TAXES);
        var full = able(List.of("en"), List.of("nib"), 5);

        assertThat(chosen(new Choice(List.of(idle, full)), wishing(Map.of("skill", "nib", "language", "en"))))
                .isEqualTo(idle);
        assertThat(chosen(new Choice(List.of(idle)), wishing(Map.of("colour", "blue", "skill", ", "))))
                .isEqualTo(idle);
    }

    private static Agent chosen(Choice choice, WorkItem item) {
        return Objects.requireNonNull(choice.pick(item)).agent();
    }

    private static Agent able(List<String> languages, List<String> skills, int load) {
        return agent(Role.AGENT, load, 5, NOON, languages, skills, TAXES);
    }

    private static Agent agent(Role role, int load, int capacity, Instant idleSince, UUID... departments) {
        return agent(role, load, capacity, idleSince, List.of(), List.of(), departments);
    }

    private static Agent agent(
            Role role,
            int load,
            int capacity,
            Instant idleSince,
            List<String> languages,
            List<String> skills,
            UUID... departments) {
        return new Agent(
                UUID.randomUUID(),
                COMPANY,
                1,
                "Ada",
                role,
                true,
                List.of(departments),
                languages,
                skills,
                capacity,
                load,
                Status.ONLINE,
                true,
                null,
                idleSince,
                1,
                NOON);
    }

    private static WorkItem item(@Nullable UUID department, UUID... excluded) {
        return item(department, Map.of(), excluded);
    }

    private static WorkItem wishing(Map<String, String> attributes) {
        return item(TAXES, attributes);
    }

    private static WorkItem item(@Nullable UUID department, Map<String, String> attributes, UUID... excluded) {
        return new WorkItem(
                UUID.randomUUID(),
                COMPANY,
                1,
                1,
                WorkItem.State.QUEUED,
                "tax",
                Priority.NORMAL,
                department,
                null,
                NOON,
                NOON,
                0,
                0,
                null,
                Set.of(excluded),
                attributes);
    }
}
