/** Reports over any range of days in any time zone. */
@NullMarked
package dev.sapa.analytics.report;

import org.jspecify.annotations.NullMarked;
