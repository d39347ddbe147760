package dev.sapa.analytics.rollup;

import java.time.Instant;
import java.util.UUID;

/**
 * Which row of totals.
 *
 * @param bucket       where the interval begins
 * @param departmentId {@link #NOBODY} where the view has no departments or the contribution belongs to none
 * @param agentId      as for the department
 * @param topic        empty where the view has no topics
 * @param tag          empty where the view has no tags, and in the row that counts each conversation once
 */
record RollupKey(
        UUID companyId,
        View view,
        Span span,
        Instant bucket,
        UUID departmentId,
        UUID agentId,
        String topic,
        String tag) {

    static final UUID NOBODY = new UUID(0, 0);
}
