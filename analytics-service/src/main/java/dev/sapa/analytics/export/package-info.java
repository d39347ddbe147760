/** Conversations as rows, for those who compute by themselves. */
@NullMarked
package dev.sapa.analytics.export;

import org.jspecify.annotations.NullMarked;
