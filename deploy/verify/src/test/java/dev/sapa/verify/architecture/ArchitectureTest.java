package dev.sapa.verify.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String PLANTED = "dev.sapa.verify.planted";

    /** Which planted classes each rule has to name; a class that breaks several rules may be named by others too. */
    private static final Map<String, Set<String>> VIOLATIONS = Map.ofEntries(
            Map.entry("services do not know each other", Set.of("auth.account.Neighbour")),
            Map.entry("contracts depend on nothing", Set.of("events.Framework")),
            Map.entry("features form no cycles", Set.of("chat.conversation.Egg", "chat.visitor.Hen")),
            Map.entry("packages are flat features", Set.of("chat.conversation.layer.Nested")),
            Map.entry("packages are null-marked", Set.of("chat.unmarked.Unmarked")),
            Map.entry(
                    "endpoints do not touch persistence",
                    Set.of("chat.conversation.GreedyResource", "chat.conversation.GreedySocket")),
            Map.entry("endpoints stay package-private", Set.of("chat.conversation.GreedySocket")),
            Map.entry("entities stay package-private", Set.of("chat.conversation.Ledger")),
            Map.entry(
                    "transactions begin in services",
                    Set.of("chat.conversation.Annotated", "chat.conversation.Burglar", "chat.conversation.Offhand")),
            Map.entry("nothing blocks", Set.of("chat.conversation.Sleeper", "chat.conversation.Waiter")),
            Map.entry("collaborators come through the constructor", Set.of("chat.conversation.Injected")),
            Map.entry("there are no junk drawers", Set.of("chat.util.Strings", "chat.conversation.TextUtils")),
            Map.entry("dialects do not know each other", Set.of("gateway.livechat.Envelope")),
            Map.entry(
                    "services know nothing of dialects",
                    Set.of("chat.conversation.LivechatEnvelope", "chat.conversation.PublicPathResource")),
            Map.entry(
                    "only the relay publishes",
                    Set.of("gateway.session.Shouter", "chat.conversation.Emitting", "chat.conversation.Outbound")),
            Map.entry("only the relay and the gateway consume", Set.of("chat.conversation.Eavesdropper")));

    private final ClassFileImporter importer = new ClassFileImporter();
    private final JavaClasses code = CodeBase.mainClasses();
    private final JavaClasses planted = importer.importPackages(PLANTED);
    private final JavaClasses nothing = importer.importPackages(PLANTED + ".none");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void the_code_keeps_the_rule(String name, ArchRule rule) {
        rule.check(code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesForPlanted")
    void the_rule_names_its_planted_violations(String name, ArchRule rule) {
        var report = String.join("\n", rule.evaluate(planted).getFailureReport().getDetails());

        assertThat(VIOLATIONS.get(name)).isNotEmpty().allSatisfy(violation -> assertThat(report)
                .contains(PLANTED + "." + violation));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesForPlanted")
    void a_rule_that_matches_no_class_fails(String name, ArchRule rule) {
        assertThatThrownBy(() -> rule.check(nothing)).isInstanceOf(AssertionError.class);
    }

    @Test
    void every_rule_has_a_planted_violation() {
        assertThat(new ArchitectureRules(PLANTED).all().keySet()).isEqualTo(VIOLATIONS.keySet());
    }

    static Stream<Arguments> rules() {
        return arguments("dev.sapa");
    }

    static Stream<Arguments> rulesForPlanted() {
        return arguments(PLANTED);
    }

    private static Stream<Arguments> arguments(String root) {
        return new ArchitectureRules(root)
                .all().entrySet().stream().map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
    }
}
