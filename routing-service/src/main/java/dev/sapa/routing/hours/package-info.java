/** When a department is staffed, and what a visitor hears while it is not. */
@NullMarked
package dev.sapa.routing.hours;

import org.jspecify.annotations.NullMarked;
