/** How long the record of who had what, and why, is kept. */
@NullMarked
package dev.sapa.routing.retention;

import org.jspecify.annotations.NullMarked;
