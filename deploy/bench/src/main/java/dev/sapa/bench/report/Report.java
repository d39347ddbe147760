package dev.sapa.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rounds of one measurement and how they were taken.
 *
 * @param scenario its name on the command line
 * @param title what was measured, in a sentence
 * @param command that was run
 * @param environment machine, versions and date, by name
 * @param measures in reading order
 * @param notes what a reader has to know besides
 */
public record Report(
        String scenario,
        String title,
        String command,
        Map<String, String> environment,
        List<Measure> measures,
        List<Round> rounds,
        List<String> notes) {

    /** The suite's name among the subjects; all others are peers. */
    public static final String SAPA = "sapa";

    /** The subjects, the suite first. */
    List<String> subjects() {
        var subjects = new LinkedHashSet<String>();
        if (rounds.stream().anyMatch(round -> round.subject().equals(SAPA))) {
            subjects.add(SAPA);
        }
        rounds.forEach(round -> subjects.add(round.subject()));
        return new ArrayList<>(subjects);
    }

    /** Over the good rounds. */
    Spread spread(String subject, Measure measure) {
        return Spread.of(rounds.stream()
                .filter(round -> round.subject().equals(subject) && !round.isVoid())
                .map(round -> round.figures().get(measure.name()))
                .filter(value -> value != null)
                .toList());
    }

    /** The suite's median as a multiple of the peer's; null where one of them is missing or nought. */
    @Nullable
    Double ratio(String peer, Measure measure) {
        var own = spread(SAPA, measure);
        var other = spread(peer, measure);
        return own.isEmpty() || other.isEmpty() || other.median() == 0 ? null : own.median() / other.median();
    }

    /** The ratio to a peer of the measure of that name; not a number where there is none. */
    public double ratio(String peer, String measure) {
        return measures.stream()
                .filter(candidate -> candidate.name().equals(measure))
                .map(candidate -> ratio(peer, candidate))
                .filter(found -> found != null)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** The suite's targets that its medians miss, or that no good round speaks of. */
    public List<String> misses() {
        return measures.stream()
                .filter(measure -> measure.target() != null)
                .filter(measure -> !measure.isMetBy(spread(SAPA, measure).median()))
                .map(measure -> measure.title() + " is " + spread(SAPA, measure) + ", target " + measure.bound())
                .toList();
    }
}
