package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadmeCommandsTest {

    private static final String README = """
            # Sapa
            ```bash
            ./deploy/up
            ```
            <!-- run: "status":"ok" -->
            ```bash
            curl -s http://localhost:8080/health
            ```
            Then:
            <!-- run -->
            ```bash
            echo $TOKEN
            ```
            """;

    @Test
    void only_marked_blocks_are_run_in_order_and_at_the_tested_address() {
        var commands = ReadmeCommands.in(README);

        assertThat(commands.blocks()).containsExactly("curl -s http://localhost:8080/health\n", "echo $TOKEN\n");
        assertThat(commands.expected()).containsExactly("\"status\":\"ok\"");
        assertThat(commands.script("localhost:18080"))
                .startsWith("set -euo pipefail")
                .contains("http://localhost:18080/health")
                .endsWith("echo $TOKEN\n");
    }
}
