/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.gateway.messagecenter;

import org.jspecify.annotations.NullMarked;
