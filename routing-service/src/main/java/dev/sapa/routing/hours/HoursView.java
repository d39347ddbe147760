package dev.sapa.routing.hours;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A department's hours, and how it stands now.
 *
 * @param weekly       null when it is always open
 * @param nextChangeAt when it next opens or closes; null when it does not within a year or nobody knows
 */
record HoursView(
        UUID departmentId,
        String timeZone,
        @Nullable Map<String, List<HoursDetail.Times>> weekly,
        List<HoursDetail.DayException> exceptions,
        HoursDetail.@Nullable ByHand override,
        @Nullable String closedText,
        boolean open,
        @Nullable Instant nextChangeAt) {

    static HoursView of(UUID department, HoursDetail said, Instant now) {
        var calendar = said.calendar();
        return new HoursView(
                department,
                said.timeZone(),
                said.weekly(),
                said.exceptions() == null ? List.of() : said.exceptions(),
                said.override(),
                said.closedText(),
                calendar.isOpenAt(now),
                calendar.nextChange(now));
    }
}
