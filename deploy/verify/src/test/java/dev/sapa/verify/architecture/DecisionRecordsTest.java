package dev.sapa.verify.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decision records are found by their number, so it must be the same in file name and title, and used once. */
class DecisionRecordsTest {

    private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
    private static final Pattern TITLE = Pattern.compile("# (\\d+)\\. \\S.*");
    private static final Path RECORDS = CodeBase.ROOT.resolve("deploy/docs/adr");

    @TempDir
    Path planted;

    @Test
    void every_record_is_numbered_alike_in_file_name_and_title_and_names_its_proof() throws IOException {
        assertThat(records(RECORDS)).isNotEmpty();
        assertThat(faults(RECORDS)).isEmpty();
    }

    @Test
    void planted_faults_are_found() throws IOException {
        var good = "# 1. Keep it\nStatus: accepted\n## Proof\nA test.\n";
        Files.writeString(planted.resolve("0001-keep-it.md"), good);
        Files.writeString(planted.resolve("0001-keep-it-too.md"), good);
        Files.writeString(planted.resolve("0003-wrong-number.md"), good);
        Files.writeString(planted.resolve("0004-no-proof.md"), "# 4. Believe me\n");
        Files.writeString(planted.resolve("Notes.md"), good);

        assertThat(faults(planted))
                .containsExactlyInAnyOrder(
                        "0001-keep-it.md: number 1 is taken",
                        "0003-wrong-number.md: title says 1",
                        "0004-no-proof.md: no heading Proof",
                        "Notes.md: not named NNNN-title.md");
    }

    private static List<String> faults(Path folder) throws IOException {
        var faults = new ArrayList<String>();
        var numbers = new HashSet<Integer>();
        for (var record : records(folder)) {
            var name = record.getFileName().toString();
            var file = FILE.matcher(name);
            if (!file.matches()) {
                faults.add(name + ": not named NNNN-title.md");
                continue;
            }
            var number = Integer.parseInt(file.group(1));
            if (!numbers.add(number)) {
                faults.add(name + ": number " + number + " is taken");
            }
            var lines = Files.readAllLines(record);
            var title = TITLE.matcher(lines.isEmpty() ? "" : lines.get(0));
            if (!title.matches()) {
                faults.add(name + ": first line is no title");
            } else if (Integer.parseInt(title.group(1)) != number) {
                faults.add(name + ": title says " + title.group(1));
            }
            if (lines.stream().noneMatch(line -> line.startsWith("## Proof"))) {
                faults.add(name + ": no heading Proof");
            }
        }
        return faults;
    }

    private static List<Path> records(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
