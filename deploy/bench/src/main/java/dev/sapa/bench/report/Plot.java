package dev.sapa.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Plots of latency as inline SVG. */
final class Plot {

    private static final List<String> COLOURS = List.of("#0b6e4f", "#b5402a", "#3b5ba5", "#8a6d00");
    private static final int WIDTH = 860;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;
    private static final int TOP = 24;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double LEAST_MILLIS = 0.1;
    private static final int BARS_PER_DOUBLING = 4;

    private Plot() {}

    /** The 50th (thin) and 99th (thick) percentile of each second, on a logarithmic scale. */
    static String overTime(Map<String, List<Histogram>> secondsBySubject) {
        var length =
                secondsBySubject.values().stream().mapToInt(List::size).max().orElse(0);
        var most = secondsBySubject.values().stream()
                .flatMap(List::stream)
                .mapToDouble(second -> millis(second.getValueAtPercentile(99)))
                .max()
                .orElse(1);
        var svg = open("latency of each second, ms: p50 thin, p99 thick");
        var scale = new Scale(LEAST_MILLIS, Math.max(most, 1) * 1.2, TOP, HEIGHT - BOTTOM);
        scale.drawRows(svg);
        for (var second = 0; second <= length; second += Math.max(1, length / 12)) {
            text(svg, LEFT + xOf(second, length), HEIGHT - BOTTOM + 16, "middle", second + " s");
        }
        var colour = 0;
        for (var subject : secondsBySubject.entrySet()) {
            line(svg, subject.getValue(), length, 50, scale, COLOURS.get(colour % COLOURS.size()), 1);
            line(svg, subject.getValue(), length, 99, scale, COLOURS.get(colour % COLOURS.size()), 2.2);
            colour++;
        }
        legend(svg, secondsBySubject.keySet());
        return svg.append("</svg>").toString();
    }

    /** How many messages took how long, as shares of each subject's, on a logarithmic axis. */
    static String histogram(Map<String, Histogram> latencyBySubject) {
        var most = latencyBySubject.values().stream()
                .mapToDouble(latency -> millis(latency.getMaxValue()))
                .max()
                .orElse(1);
        var bars = (int) Math.ceil(log2(Math.max(most, 1) / LEAST_MILLIS) * BARS_PER_DOUBLING) + 1;
        var shares = new double[latencyBySubject.size()][];
        var highest = 0.0;
        var row = 0;
        for (var latency : latencyBySubject.values()) {
            shares[row] = shares(latency, bars);
            for (var share : shares[row]) {
                highest = Math.max(highest, share);
            }
            row++;
        }
        var svg = open("share of messages by latency, ms");
        for (var bar = 0; bar <= bars; bar += BARS_PER_DOUBLING) {
            var limit = LEAST_MILLIS * Math.pow(2, bar / (double) BARS_PER_DOUBLING);
            text(svg, LEFT + xOf(bar, bars), HEIGHT - BOTTOM + 16, "middle", Numbers.text(limit));
        }
        for (var i = 0; i < shares.length; i++) {
            var points = new StringBuilder();
            for (var bar = 0; bar < bars; bar++) {
                var y = HEIGHT - BOTTOM - shares[i][bar] / Math.max(highest, 1e-9) * (HEIGHT - BOTTOM - TOP - 20);
                points.append(point(LEFT + xOf(bar, bars), y)).append(point(LEFT + xOf(bar + 1, bars), y));
            }
            polyline(svg, points, COLOURS.get(i % COLOURS.size()), 2);
        }
        legend(svg, latencyBySubject.keySet());
        return svg.append("</svg>").toString();
    }

    private static double[] shares(Histogram latency, int bars) {
        var shares = new double[bars];
        for (var value : latency.recordedValues()) {
            var place = log2(Math.max(millis(value.getValueIteratedTo()), LEAST_MILLIS) / LEAST_MILLIS);
            var bar = Math.min(bars - 1, (int) (place * BARS_PER_DOUBLING));
            shares[bar] += value.getCountAtValueIteratedTo() / (double) latency.getTotalCount();
        }
        return shares;
    }

    private static StringBuilder open(String title) {
        var svg = new StringBuilder();
        svg.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(title)
                .append("\">");
        text(svg, LEFT, 14, "start", title);
        svg.append("<path class=\"axis\" d=\"M")
                .append(point(LEFT, TOP))
                .append("L")
                .append(point(LEFT, HEIGHT - BOTTOM))
                .append("L")
                .append(point(WIDTH - 10, HEIGHT - BOTTOM))
                .append("\"/>");
        return svg;
    }

    private static void line(
            StringBuilder svg,
            List<Histogram> seconds,
            int length,
            double percentile,
            Scale scale,
            String colour,
            double width) {
        var points = new StringBuilder();
        for (var second = 0; second < seconds.size(); second++) {
            if (seconds.get(second).getTotalCount() > 0) {
                var value = millis(seconds.get(second).getValueAtPercentile(percentile));
                points.append(point(LEFT + xOf(second + 0.5, length), scale.y(value)));
            }
        }
        polyline(svg, points, colour, width);
    }

    private static void polyline(StringBuilder svg, CharSequence points, String colour, double width) {
        svg.append("<polyline fill=\"none\" stroke=\"")
                .append(colour)
                .append("\" stroke-width=\"")
                .append(width)
                .append("\" points=\"")
                .append(points)
                .append("\"/>");
    }

    private static void legend(StringBuilder svg, Iterable<String> subjects) {
        var x = WIDTH - 20;
        var y = TOP + 4;
        var colour = 0;
        for (var subject : subjects) {
            svg.append("<text x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(y)
                    .append("\" text-anchor=\"end\" style=\"fill:")
                    .append(COLOURS.get(colour++ % COLOURS.size()))
                    .append("\">")
                    .append(subject)
                    .append("</text>");
            y += 16;
        }
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text));
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
    }

    private static double xOf(double value, double length) {
        return value / Math.max(length, 1) * (WIDTH - LEFT - 20);
    }

    private static double millis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** A logarithmic scale from bottom to top. */
    private record Scale(double least, double most, double top, double bottom) {

        double y(double value) {
            var place = Math.log(Math.max(value, least) / least) / Math.log(most / least);
            return bottom - place * (bottom - top);
        }

        void drawRows(StringBuilder svg) {
            for (var value = least; value <= most; value *= 10) {
                var y = y(value);
                svg.append("<path class=\"row\" d=\"M")
                        .append(point(LEFT, y))
                        .append("L")
                        .append(point(WIDTH - 10, y))
                        .append("\"/>");
                text(svg, LEFT - 6, y + 4, "end", Numbers.text(value));
            }
        }
    }
}
