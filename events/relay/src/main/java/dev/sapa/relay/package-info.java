/** How a committed change becomes an event that every service sees, whatever crashes in between. */
@NullMarked
package dev.sapa.relay;

import org.jspecify.annotations.NullMarked;
