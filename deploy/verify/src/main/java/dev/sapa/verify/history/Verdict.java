package dev.sapa.verify.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the {@link Checker} found, and how much it looked at.
 *
 * @param refusals how many sends were refused for good, by code
 */
public record Verdict(
        long sessions,
        long sent,
        long acknowledged,
        Map<String, Long> refusals,
        long unknown,
        long resent,
        long stored,
        long receipts,
        List<Violation> violations) {

    private static final int SHOWN = 50;

    public Verdict {
        refusals = new TreeMap<>(refusals);
        violations = List.copyOf(violations);
    }

    public long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }

    public long count(Violation.Kind kind) {
        return violations.stream().filter(violation -> violation.kind() == kind).count();
    }

    public boolean clean() {
        return violations.isEmpty();
    }

    /** One line of counts, then each violation (the first fifty) on a line of its own. */
    public String report() {
        var counts =
                "%d conversations: %d sent, %d acked, %d refused %s, %d unknown, %d resent, %d stored, %d receipts; %d lost, %d doubled, %d swapped, %d gaps, %d invented, %d contradicted"
                        .formatted(
                                sessions,
                                sent,
                                acknowledged,
                                refused(),
                                refusals,
                                unknown,
                                resent,
                                stored,
                                receipts,
                                count(Violation.Kind.LOST),
                                count(Violation.Kind.DOUBLED),
                                count(Violation.Kind.SWAPPED),
                                count(Violation.Kind.GAP),
                                count(Violation.Kind.INVENTED),
                                count(Violation.Kind.CONTRADICTED));
        var others = violations.stream()
                .map(violation -> violation.kind().invariant())
                .filter(invariant -> invariant.compareTo("I4") >= 0)
                .collect(Collectors.groupingBy(invariant -> invariant, TreeMap::new, Collectors.counting()));
        var shown = violations.stream().limit(SHOWN).map(violation -> "\n  " + violation);
        var rest = violations.size() > SHOWN ? "\n  and " + (violations.size() - SHOWN) + " more" : "";
        return counts
                + (others.isEmpty() ? "" : ", beyond messages " + others)
                + shown.collect(Collectors.joining())
                + rest;
    }
}
