/** What operators do with the numbers of analytics-service: check them, and have them computed again. */
@NullMarked
package dev.sapa.local.analytics;

import org.jspecify.annotations.NullMarked;
