/** The few numbers that stand on a wall. */
@NullMarked
package dev.sapa.analytics.dashboard;

import org.jspecify.annotations.NullMarked;
