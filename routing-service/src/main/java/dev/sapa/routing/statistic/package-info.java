/** How queues and agents stand at this moment, department by department. */
@NullMarked
package dev.sapa.routing.statistic;

import org.jspecify.annotations.NullMarked;
