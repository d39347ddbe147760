/** Waiting conversations proposed to agents, in companies that ask before they assign. */
@NullMarked
package dev.sapa.routing.offer;

import org.jspecify.annotations.NullMarked;
