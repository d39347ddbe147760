/** Conversations as work: what waits, in which order, and since when. */
@NullMarked
package dev.sapa.routing.queue;

import org.jspecify.annotations.NullMarked;
