/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.events;

import org.jspecify.annotations.NullMarked;
