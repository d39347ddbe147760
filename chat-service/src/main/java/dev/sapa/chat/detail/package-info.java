/** One conversation with everything that belongs to it. */
@NullMarked
package dev.sapa.chat.detail;

import org.jspecify.annotations.NullMarked;
