/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.chat.conversation;

import org.jspecify.annotations.NullMarked;
