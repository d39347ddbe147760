package dev.sapa.analytics.report;

import dev.sapa.analytics.rollup.Calendar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whole days in a time zone.
 *
 * @param to included
 */
public record DayRange(LocalDate from, LocalDate to, ZoneId zone) {

    private static final long LONGEST_DAYS = 1_100;
    private static final long DEFAULT_DAYS = 30;

    /**
     * Reads what a caller asks for.
     *
     * @param from first day, {@code YYYY-MM-DD}; thirty days up to {@code to} unless given
     * @param to   last day, included; today unless given
     * @param zone IANA name; the company's unless given
     * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code bad-range} or {@code bad-time-zone}
     */
    public static DayRange of(
            @Nullable String from, @Nullable String to, @Nullable String zone, ZoneId companyZone, Instant now) {
        var where = zone == null ? companyZone : parseZone(zone);
        try {
            var last = to == null ? LocalDate.ofInstant(now, where) : LocalDate.parse(to);
            var first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : LocalDate.parse(from);
            if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= LONGEST_DAYS || first.getYear() < 1980) {
                throw ReportProblem.badRange();
            }
            return new DayRange(first, last, where);
        } catch (DateTimeException e) {
            throw ReportProblem.badRange();
        }
    }

    /** Where the range begins. */
    public Instant start() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** Where the range has ended: the beginning of the day after the last one. */
    public Instant end() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static ZoneId parseZone(String zone) {
        try {
            var where = ZoneId.of(zone);
            if (!Calendar.hasWholeQuarters(where)) {
                throw ReportProblem.badTimeZone();
            }
            return where;
        } catch (DateTimeException e) {
            throw ReportProblem.badTimeZone();
        }
    }
}
