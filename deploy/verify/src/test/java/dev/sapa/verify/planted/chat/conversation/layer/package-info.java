/** Planted violations of the house rules. */
@NullMarked
package dev.sapa.verify.planted.chat.conversation.layer;

import org.jspecify.annotations.NullMarked;
