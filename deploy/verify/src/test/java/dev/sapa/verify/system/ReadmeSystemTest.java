package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README promises that its commands work; so they are run, word for word but for the port. */
@Order(4)
@ExtendWith(SuiteExtension.class)
class ReadmeSystemTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void the_commands_of_the_readme_work(Suite suite) throws IOException, InterruptedException {
        var commands = ReadmeCommands.in(Files.readString(ROOT.resolve("README.md")));
        assertThat(commands.blocks()).isNotEmpty();

        var script = commands.script(suite.base().getAuthority());
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder("bash", "-c", script)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();

        var printed = Files.readString(output);
        assertThat(ended).as(printed).isTrue();
        assertThat(process.exitValue()).as(script + "\n" + printed).isZero();
        assertThat(commands.expected()).allSatisfy(words -> assertThat(printed).contains(words));
    }
}
