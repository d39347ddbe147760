package dev.sapa.analytics.rollup;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Where hours, days, weeks and months begin in a time zone. A day on which clocks change is one day, and the hour that comes twice
 * is two.
 */
public record Calendar(ZoneId zone) {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant EXAMPLE = Instant.parse("2000-01-01T00:00:00Z");
    private static final int QUARTER_SECONDS = 15 * 60;
    private static final int HOUR_SECONDS = 60 * 60;

    /**
     * The calendar of a time zone.
     *
     * @param zone IANA name; where absent or unknown, or where days begin within a quarter of an hour, UTC is meant
     */
    public static Calendar of(@Nullable String zone) {
        try {
            var named = zone == null ? UTC : ZoneId.of(zone);
            return new Calendar(hasWholeQuarters(named) ? named : UTC);
        } catch (DateTimeException e) {
            return new Calendar(UTC);
        }
    }

    /** Whether days begin with a quarter of an hour, as they do in all zones where people live. */
    public static boolean hasWholeQuarters(ZoneId zone) {
        return zone.getRules().getOffset(EXAMPLE).getTotalSeconds() % QUARTER_SECONDS == 0;
    }

    /** The beginning of the span that the moment is in. */
    public Instant floor(Span span, Instant at) {
        return switch (span) {
            case QUARTER -> quarter(at);
            case HOUR -> hour(at);
            case DAY -> begin(day(at));
            case WEEK -> begin(day(at).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> begin(day(at).withDayOfMonth(1));
        };
    }

    /** Where the span after this one begins. */
    public Instant next(Span span, Instant beginning) {
        return switch (span) {
            case QUARTER -> beginning.plusSeconds(QUARTER_SECONDS);
            case HOUR -> nextHour(beginning);
            case DAY -> begin(day(beginning).plusDays(1));
            case WEEK -> begin(day(beginning).plusWeeks(1));
            case MONTH -> begin(day(beginning).plusMonths(1));
        };
    }

    static Instant quarter(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), QUARTER_SECONDS) * QUARTER_SECONDS);
    }

    private Instant hour(Instant at) {
        var hour = Instant.ofEpochSecond(at.getEpochSecond() - secondOfHour(at));
        var change = zone.getRules().previousTransition(at.plusNanos(1));
        return change != null && change.getInstant().isAfter(hour) ? change.getInstant() : hour;
    }

    private Instant nextHour(Instant beginning) {
        var next = beginning.plusSeconds(HOUR_SECONDS - secondOfHour(beginning));
        var change = zone.getRules().nextTransition(beginning);
        return change != null && change.getInstant().isBefore(next) ? change.getInstant() : next;
    }

    private int secondOfHour(Instant at) {
        return ZonedDateTime.ofInstant(at, zone).toLocalTime().toSecondOfDay() % HOUR_SECONDS;
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
