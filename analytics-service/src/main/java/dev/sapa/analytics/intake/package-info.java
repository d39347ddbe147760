/** The conversations' events on their way in: kept, turned into facts, added to the totals, all in one transaction. */
@NullMarked
package dev.sapa.analytics.intake;

import org.jspecify.annotations.NullMarked;
