/** How a company wants its conversations given out. */
@NullMarked
package dev.sapa.routing.policy;

import org.jspecify.annotations.NullMarked;
