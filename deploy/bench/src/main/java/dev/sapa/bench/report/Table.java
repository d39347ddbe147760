package dev.sapa.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A report as text for a terminal. */
final class Table {

    private Table() {}

    static String of(Report report) {
        var subjects = report.subjects();
        var peers = subjects.stream()
                .filter(subject -> !subject.equals(Report.SAPA))
                .toList();
        var rows = new ArrayList<List<String>>();
        rows.add(header(subjects, peers));
        for (var measure : report.measures()) {
            rows.add(row(report, measure, subjects, peers));
        }
        var text = new StringBuilder();
        var widths = widths(rows);
        for (var row : rows) {
            for (var column = 0; column < row.size(); column++) {
                var cell = row.get(column);
                var padding = " ".repeat(widths[column] - cell.length());
                text.append(column == 0 ? cell + padding : "  " + padding + cell);
            }
            text.append('\n');
        }
        for (var round : report.rounds()) {
            if (round.isVoid()) {
                text.append("void: ")
                        .append(round.subject())
                        .append(", round ")
                        .append(round.number())
                        .append(": ")
                        .append(String.join("; ", round.flaws()))
                        .append('\n');
            }
        }
        report.notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    /** Titles of the columns. */
    static List<String> header(List<String> subjects, List<String> peers) {
        var header = new ArrayList<String>();
        header.add("median (range)");
        header.addAll(subjects);
        if (subjects.contains(Report.SAPA)) {
            peers.forEach(peer -> header.add("/ " + peer));
            header.add("target");
        }
        return header;
    }

    static List<String> row(Report report, Measure measure, List<String> subjects, List<String> peers) {
        var row = new ArrayList<String>();
        row.add(measure.title());
        subjects.forEach(subject -> row.add(report.spread(subject, measure).toString()));
        if (subjects.contains(Report.SAPA)) {
            for (var peer : peers) {
                var ratio = report.ratio(peer, measure);
                row.add(ratio == null ? "" : Numbers.text(ratio));
            }
            row.add(verdict(report, measure));
        }
        return row;
    }

    private static String verdict(Report report, Measure measure) {
        if (measure.target() == null) {
            return "";
        }
        var spread = report.spread(Report.SAPA, measure);
        var verdict = spread.isEmpty() ? "  no good round" : measure.isMetBy(spread.median()) ? "  met" : "  MISSED";
        return measure.bound() + verdict;
    }

    private static int[] widths(List<List<String>> rows) {
        var widths = new int[rows.get(0).size()];
        for (var row : rows) {
            for (var column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }
}
