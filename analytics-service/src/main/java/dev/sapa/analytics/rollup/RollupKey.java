package dev.sapa.analytics.rollup;

import java.time.Instant;
import java.util.UUID;

/**
 * Which row of totals.
 *
 * @param daily        whether the interval is a day of UTC rather than a quarter of an hour
 * @param bucket       where the interval begins
 * @param departmentId {@link #NOBODY} where the view has no departments or the contribution belongs to none
 * @param agentId      as for the department
 * @param topic        empty where the view has no topics
 * @param tag          empty where the view has no tags, and in the row that counts each conversation once
 */
record RollupKey(
        UUID companyId,
        View view,
        boolean daily,
        Instant bucket,
        UUID departmentId,
        UUID agentId,
        String topic,
        String tag) {

    static final UUID NOBODY = new UUID(0, 0);
    static final long QUARTER_SECONDS = 15 * 60;
    static final long DAY_SECONDS = 24 * 60 * 60;

    /** The beginning of the interval of so many seconds that the moment is in. */
    static Instant floor(Instant at, long seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }
}
