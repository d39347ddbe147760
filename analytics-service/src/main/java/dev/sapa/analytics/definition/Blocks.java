package dev.sapa.analytics.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a conversation's contributions that may still move: to whom its session is credited, the department of an
 * open entry, its rating. What is final is not in it.
 */
final class Blocks {

    private Blocks() {}

    /** What the facts come to that the next event may still move. */
    static List<Contribution> of(ConversationFacts facts) {
        var blocks = new ArrayList<Contribution>();
        var first = facts.firstAnswer();
        var department = first == null ? facts.departmentId() : first.departmentId();
        var agent = first == null ? null : first.agentId();
        var start = facts.startedAt();
        blocks.add(Contribution.of(start, department, agent, Measure.SESSIONS, 1));
        if (facts.endedAt() != null) {
            blocks.add(Contribution.of(start, department, agent, Measure.SESSIONS_COMPLETED, 1));
        }
        long messages = facts.total(Measure.MESSAGES).count();
        blocks.add(Contribution.of(start, department, agent, Measure.SESSION_MESSAGES, messages));
        if (first != null) {
            long took = Contribution.millis(start, first.at());
            blocks.add(Contribution.of(start, department, agent, Measure.SESSION_RESPONSE, took));
        }
        var waiting = facts.entry();
        if (waiting != null) {
            blocks.add(Contribution.of(waiting.since(), waiting.departmentId(), null, Measure.OFFERED, 1));
        }
        var rating = facts.rated();
        if (rating != null) {
            int good = rating.value() >= 4 ? 1 : 0;
            blocks.add(Contribution.of(rating.at(), rating.departmentId(), rating.agentId(), Measure.RATINGS, 1));
            blocks.add(
                    Contribution.of(rating.at(), rating.departmentId(), rating.agentId(), Measure.RATINGS_GOOD, good));
            blocks.add(Contribution.of(
                    rating.at(), rating.departmentId(), rating.agentId(), Measure.RATING_SUM, rating.value()));
        }
        return blocks;
    }
}
