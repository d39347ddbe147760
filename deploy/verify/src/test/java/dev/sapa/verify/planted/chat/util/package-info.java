/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.chat.util;

import org.jspecify.annotations.NullMarked;
