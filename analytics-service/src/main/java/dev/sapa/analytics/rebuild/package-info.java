/** Computing everything again from the events that were kept. */
@NullMarked
package dev.sapa.analytics.rebuild;

import org.jspecify.annotations.NullMarked;
