package dev.sapa.analytics.rollup;

/** By which dimensions totals are kept apart; a report reads the coarsest view that can answer it. */
public enum View {
    ALL(0),
    DEPARTMENT(1),
    AGENT(2),
    TOPIC(3),
    /** One row for each tag of a conversation: rows of different tags may count the same one. */
    TAG(4),
    DEPARTMENT_AGENT(5),
    /** All dimensions, in quarters of an hour only; once without a tag and once more for each tag. */
    FULL(6);

    private final short code;

    View(int code) {
        this.code = (short) code;
    }

    /** How the database names it. */
    short code() {
        return code;
    }

    /** Whether rows are kept for spans so long. */
    boolean has(Span span) {
        return switch (span) {
            case QUARTER -> true;
            case HOUR -> this == ALL;
            case DAY, WEEK, MONTH -> this != FULL;
        };
    }

    boolean hasDepartment() {
        return this == DEPARTMENT || this == DEPARTMENT_AGENT || this == FULL;
    }

    boolean hasAgent() {
        return this == AGENT || this == DEPARTMENT_AGENT || this == FULL;
    }

    boolean hasTopic() {
        return this == TOPIC || this == FULL;
    }

    boolean hasTag() {
        return this == TAG || this == FULL;
    }
}
