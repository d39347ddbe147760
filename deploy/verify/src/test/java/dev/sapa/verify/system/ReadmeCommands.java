package dev.sapa.verify.system;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The blocks of a README that are meant to be run. Such a block is fenced as {@code bash} and stands below the comment
 * {@code <!-- run -->}, or {@code <!-- run: words that it prints -->}. All blocks run in order in one shell, which stops
 * at the first command that fails; {@code curl} counts answers from 400 up as failures.
 *
 * @param blocks   the commands, block by block
 * @param expected what the output must contain
 */
record ReadmeCommands(List<String> blocks, List<String> expected) {

    private static final Pattern BLOCK =
            Pattern.compile("<!-- run(?:: (.+?))? -->\\s*```bash\\n(.*?)```", Pattern.DOTALL);

    private static final String PROLOGUE = """
            set -euo pipefail
            curl() { command curl --fail-with-body --silent --show-error --max-time 30 "$@"; }
            """;

    static ReadmeCommands in(String readme) {
        var found = BLOCK.matcher(readme).results().toList();
        return new ReadmeCommands(
                found.stream().map(block -> block.group(2)).toList(),
                found.stream()
                        .map(block -> block.group(1))
                        .filter(words -> words != null)
                        .toList());
    }

    /** One script, with the address that the README names replaced by the one where the suite under test is. */
    String script(String authority) {
        return PROLOGUE + String.join("\n", blocks).replace("localhost:8080", authority);
    }
}
