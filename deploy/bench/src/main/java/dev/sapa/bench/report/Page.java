package dev.sapa.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A report as one HTML page that needs nothing else. */
final class Page {

    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; color: #1c1c1c; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; margin: 1rem 0 } td, th { padding: .3rem .8rem; text-align: right }
            td:first-child, th:first-child { text-align: left } tr + tr { border-top: 1px solid #ddd }
            .missed { color: #b5402a; font-weight: 600 } .void { color: #777; text-decoration: line-through }
            svg { width: 100%; height: auto; margin: .5rem 0; font-size: 11px } svg text { fill: #444 }
            .axis { stroke: #444; fill: none } .row { stroke: #e4e4e4; fill: none } dt { float: left; width: 9rem; color: #666 }
            dd { margin-left: 9rem } code { background: #f4f4f4; padding: .1rem .3rem }
            """;

    private Page() {}

    static String of(Report report) {
        var subjects = report.subjects();
        var peers = subjects.stream()
                .filter(subject -> !subject.equals(Report.SAPA))
                .toList();
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(report.scenario()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(report.title()))
                .append("</h1>\n<p><code>")
                .append(escaped(report.command()))
                .append("</code></p>\n<dl>");
        report.environment().forEach((name, value) -> html.append("<dt>")
                .append(escaped(name))
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>"));
        html.append("</dl>\n<table>");
        row(html, "th", Table.header(subjects, peers), false);
        for (var measure : report.measures()) {
            var cells = Table.row(report, measure, subjects, peers);
            row(html, "td", cells, cells.get(cells.size() - 1).endsWith("MISSED"));
        }
        html.append("</table>\n");
        report.notes().forEach(note -> html.append("<p>").append(escaped(note)).append("</p>\n"));
        plots(html, report, subjects);
        rounds(html, report);
        return html.append("</body></html>\n").toString();
    }

    private static void plots(StringBuilder html, Report report, List<String> subjects) {
        var latencies = new LinkedHashMap<String, Histogram>();
        var seconds = new LinkedHashMap<String, List<Histogram>>();
        for (var subject : subjects) {
            var all = new Histogram(3);
            var line = new ArrayList<Histogram>();
            for (var round : report.rounds()) {
                if (round.subject().equals(subject) && !round.isVoid() && round.latency() != null) {
                    all.add(round.latency());
                    line.addAll(round.seconds());
                }
            }
            if (all.getTotalCount() > 0) {
                latencies.put(subject, all);
                seconds.put(subject, line);
            }
        }
        if (!latencies.isEmpty()) {
            html.append("<h2>Latency over time, the rounds one after the other</h2>\n")
                    .append(Plot.overTime(seconds))
                    .append("\n<h2>Latency, all rounds</h2>\n")
                    .append(Plot.histogram(latencies));
        }
    }

    private static void rounds(StringBuilder html, Report report) {
        html.append("\n<h2>Each round</h2>\n<table>");
        var header = new ArrayList<String>(List.of("round", "subject"));
        report.measures().forEach(measure -> header.add(measure.title()));
        row(html, "th", header, false);
        for (var round : report.rounds()) {
            html.append(round.isVoid() ? "<tr class=\"void\" title=\"" : "<tr title=\"")
                    .append(escaped(String.join("; ", round.flaws())))
                    .append("\">");
            cell(html, "td", Integer.toString(round.number()), false);
            cell(html, "td", round.subject(), false);
            for (var measure : report.measures()) {
                var value = round.figures().get(measure.name());
                cell(html, "td", value == null ? "" : Numbers.text(value), false);
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private static void row(StringBuilder html, String tag, List<String> cells, boolean missed) {
        html.append("<tr>");
        for (var i = 0; i < cells.size(); i++) {
            cell(html, tag, cells.get(i), missed && i == cells.size() - 1);
        }
        html.append("</tr>\n");
    }

    private static void cell(StringBuilder html, String tag, String text, boolean missed) {
        html.append('<').append(tag).append(missed ? " class=\"missed\">" : ">");
        html.append(escaped(text)).append("</").append(tag).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** For JSON: percentiles of a histogram in milliseconds. */
    static Map<String, Double> percentiles(Histogram latency) {
        var values = new LinkedHashMap<String, Double>();
        for (var percentile : List.of(50.0, 90.0, 95.0, 99.0, 99.9)) {
            values.put("p" + Numbers.text(percentile), latency.getValueAtPercentile(percentile) / 1e6);
        }
        values.put("max", latency.getMaxValue() / 1e6);
        return values;
    }
}
