/** Totals by interval, department, agent, topic and tag, kept exactly in step with the facts. */
@NullMarked
package dev.sapa.analytics.rollup;

import org.jspecify.annotations.NullMarked;
