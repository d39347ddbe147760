/** The list that a desk works on: what is open, what waits for whom, and what was said last. */
@NullMarked
package dev.sapa.chat.inbox;

import org.jspecify.annotations.NullMarked;
