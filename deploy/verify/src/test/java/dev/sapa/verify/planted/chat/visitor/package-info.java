/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.chat.visitor;

import org.jspecify.annotations.NullMarked;
