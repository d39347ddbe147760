/** A conversation to take away: as a file, or by mail. */
@NullMarked
package dev.sapa.chat.transcript;

import org.jspecify.annotations.NullMarked;
