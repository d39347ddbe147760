/** Metrics and reports, computed from events only. */
@NullMarked
package dev.sapa.analytics;

import org.jspecify.annotations.NullMarked;
