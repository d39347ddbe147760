/** How long a visitor will probably wait, said only where it is known. */
@NullMarked
package dev.sapa.routing.estimate;

import org.jspecify.annotations.NullMarked;
