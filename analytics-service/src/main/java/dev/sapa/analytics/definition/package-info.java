/** What the numbers mean: the one place that turns a conversation's events into facts and contributions to totals. */
@NullMarked
package dev.sapa.analytics.definition;

import org.jspecify.annotations.NullMarked;
