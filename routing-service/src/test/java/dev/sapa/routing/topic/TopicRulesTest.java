package dev.sapa.routing.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import dev.sapa.events.Conversation.Priority;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.DepartmentChanged;
import dev.sapa.routing.Api;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.Tokens;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S2-18: the department follows from the topic. */
@RoutingTest
class TopicRulesTest {

    private static final UUID OSS = UUID.fromString("550e8400-e29b-41d4-a716-446655440100");

    @Inject
    Scene scene;

    private final UUID company = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "Perizinan Usaha, 01",
        "IZIN mendirikan bangunan, 01",
        "How do I get a NIB?, 01",
        "Investasi PMA, 02",
        "Pajak Daerah, 03",
        "Retribusi, 03",
        "Masalah Teknis izin, 04",
        "cannot login, 04"
    })
    void the_demo_company_answers_topics_in_its_departments(String topic, String department) {
        assertThat(departmentOf(OSS, topic))
                .isEqualTo(UUID.fromString("550e8400-e29b-41d4-a716-4466554400" + department));
    }

    @Test
    void a_topic_without_a_rule_has_no_department() {
        assertThat(departmentOf(OSS, "selamat pagi")).isNull();
        assertThat(departmentOf(company, "pajak")).isNull();
    }

    @Test
    void the_first_rule_that_matches_decides() {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        replace(rule("tax", first), rule("tax permit", second));

        assertThat(departmentOf(company, "TAX PERMIT")).isEqualTo(first);
    }

    @Test
    void departments_closed_down_are_passed_over() {
        var closed = UUID.randomUUID();
        var open = UUID.randomUUID();
        replace(rule("tax", closed), rule("tax", open));

        scene.deliver(
                DepartmentChanged.TYPE, closed, 1, company, new DepartmentChanged(closed, company, 1, "Old", false));

        assertThat(departmentOf(company, "tax")).isEqualTo(open);
    }

    @Test
    void replacing_the_rules_replaces_all_of_them() {
        replace(rule("tax", UUID.randomUUID()), rule("permit", UUID.randomUUID()));
        replace(rule("licence", UUID.randomUUID()));

        Api.asAdmin(company).get("/topic-rules").then().body("items.keyword", contains("licence"));
        replace();
        Api.asAdmin(company).get("/topic-rules").then().body("items", hasSize(0));
    }

    @Test
    void a_bad_rule_changes_nothing() {
        replace(rule("tax", UUID.randomUUID()));

        Api.asAdmin(company)
                .body(Map.of("items", List.of(Map.of("keyword", " "))))
                .put("/topic-rules")
                .then()
                .statusCode(400);

        Api.asAdmin(company).get("/topic-rules").then().body("items", hasSize(1));
    }

    @Test
    void agents_do_not_change_rules() {
        Api.as(Tokens.staff(UUID.randomUUID(), company, "agent"))
                .body(Map.of("items", List.of()))
                .put("/topic-rules")
                .then()
                .statusCode(403);
    }

    private static TopicRuleView rule(String keyword, UUID department) {
        return new TopicRuleView(keyword, department);
    }

    private void replace(TopicRuleView... rules) {
        var items = Stream.of(rules)
                .map(rule -> Map.of("keyword", rule.keyword(), "department_id", rule.departmentId()))
                .toList();
        Api.asAdmin(company)
                .body(Map.of("items", items))
                .put("/topic-rules")
                .then()
                .statusCode(200);
    }

    private @Nullable UUID departmentOf(UUID of, String topic) {
        var conversation = Scene.conversation(UUID.randomUUID(), of, null, Priority.NORMAL, topic);
        scene.delivered(new ConversationStarted(conversation, 1, Instant.now()));
        return scene.sql("select department_id from work_item where conversation_id = $1", conversation.id())
                .iterator()
                .next()
                .getUUID(0);
    }
}
