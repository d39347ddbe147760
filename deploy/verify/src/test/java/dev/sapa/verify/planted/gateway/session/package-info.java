/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.gateway.session;

import org.jspecify.annotations.NullMarked;
