/** Whether the totals equal a recount from the events, which shares no code with what keeps them. */
@NullMarked
package dev.sapa.analytics.reconcile;

import org.jspecify.annotations.NullMarked;
