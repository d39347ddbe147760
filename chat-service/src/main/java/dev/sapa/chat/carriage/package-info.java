/** The traffic between conversations and the providers that carry them: in by an inbox, out in each conversation's order. */
@NullMarked
package dev.sapa.chat.carriage;

import org.jspecify.annotations.NullMarked;
