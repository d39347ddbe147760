/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.relay;

import org.jspecify.annotations.NullMarked;
