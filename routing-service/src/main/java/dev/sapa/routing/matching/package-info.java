/** Automatic assignment: waiting conversations meet free agents. */
@NullMarked
package dev.sapa.routing.matching;

import org.jspecify.annotations.NullMarked;
