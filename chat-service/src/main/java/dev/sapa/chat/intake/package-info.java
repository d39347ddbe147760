/** How a visitor gets into a conversation: start, and the capability for it. */
@NullMarked
package dev.sapa.chat.intake;

import org.jspecify.annotations.NullMarked;
