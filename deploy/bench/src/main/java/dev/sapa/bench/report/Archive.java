package dev.sapa.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where reports are kept: one JSON file and one page each, named by scenario and time. */
public final class Archive {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path directory;

    public Archive(Path directory) {
        this.directory = directory;
    }

    /** The report for a terminal. */
    public static String table(Report report) {
        return Table.of(report);
    }

    /**
     * Writes both files.
     *
     * @param name of the files, without ending
     * @return the page
     */
    public Path keep(Report report, String name) {
        try {
            Files.createDirectories(directory);
            JSON.writeValue(directory.resolve(name + ".json").toFile(), json(report));
            var page = directory.resolve(name + ".html");
            Files.writeString(page, Page.of(report));
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json(Report report) {
        var json = JSON.createObjectNode()
                .put("scenario", report.scenario())
                .put("title", report.title())
                .put("command", report.command());
        json.set("environment", JSON.valueToTree(report.environment()));
        var measures = json.putArray("measures");
        for (var measure : report.measures()) {
            var entry = measures.addObject().put("name", measure.name()).put("unit", measure.unit());
            entry.put("target", measure.target());
            for (var subject : report.subjects()) {
                var spread = report.spread(subject, measure);
                if (!spread.isEmpty()) {
                    entry.putObject(subject)
                            .put("median", spread.median())
                            .put("least", spread.least())
                            .put("most", spread.most())
                            .put("rounds", spread.rounds());
                }
                var ratio = report.ratio(subject, measure);
                if (ratio != null && !subject.equals(Report.SAPA)) {
                    entry.put("ratio_to_" + subject.replace(' ', '_'), ratio);
                }
            }
        }
        var rounds = json.putArray("rounds");
        for (var round : report.rounds()) {
            var entry = rounds.addObject().put("subject", round.subject()).put("number", round.number());
            entry.set("figures", JSON.valueToTree(round.figures()));
            entry.set("flaws", JSON.valueToTree(round.flaws()));
            if (round.latency() != null) {
                entry.set("latency_ms", JSON.valueToTree(Page.percentiles(round.latency())));
                var seconds = entry.putArray("seconds");
                for (var second : round.seconds()) {
                    seconds.addObject()
                            .put("count", second.getTotalCount())
                            .put("p50_ms", second.getValueAtPercentile(50) / 1e6)
                            .put("p99_ms", second.getValueAtPercentile(99) / 1e6);
                }
            }
        }
        json.set("notes", JSON.valueToTree(report.notes()));
        return json;
    }
}
