package dev.sapa.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void a_number_given_goes_before_the_quick_one_and_that_before_the_usual_one() {
        var given = Options.parse(List.of("p1", "--rounds", "3", "--quick", "--no-peer"));

        assertThat(given.scenario()).isEqualTo("p1");
        assertThat(given.peers()).isFalse();
        assertThat(given.number("rounds", 5, 1)).isEqualTo(3);
        assertThat(given.number("seconds", 60, 10)).isEqualTo(10);
        assertThat(Options.parse(List.of("p1")).number("seconds", 60, 10)).isEqualTo(60);
        assertThat(given.command()).isEqualTo("./deploy/bench/run p1 --rounds 3 --quick --no-peer");
    }

    @Test
    void every_number_that_the_help_names_may_be_given() {
        var named = Main.SCENARIOS.stream()
                .flatMap(scenario -> Pattern.compile("--([a-z]+)")
                        .matcher(scenario.summary())
                        .results()
                        .map(found -> found.group(1)))
                .distinct()
                .toList();

        assertThat(named).contains("departments", "rate").allSatisfy(name -> assertThat(
                        Options.parse(List.of("p1", "--" + name, "3")).number(name, 1, 1))
                .isEqualTo(3));
    }

    @Test
    void the_help_of_the_command_names_every_scenario_and_its_numbers() throws IOException {
        assertThat(Files.readString(Path.of("run"))).contains(Main.scenarios());
    }

    @Test
    void what_nobody_knows_is_refused_by_name() {
        assertThatThrownBy(() -> Options.parse(List.of("p1", "--fast"))).hasMessageContaining("--fast");
        assertThatThrownBy(() -> Options.parse(List.of("p1", "--rounds", "many")))
                .hasMessageContaining("many");
        assertThatThrownBy(() -> Options.parse(List.of("p1", "--rounds"))).hasMessageContaining("--rounds");
        assertThatThrownBy(() -> Options.parse(List.of("p1", "p2"))).hasMessageContaining("one scenario");
    }
}
