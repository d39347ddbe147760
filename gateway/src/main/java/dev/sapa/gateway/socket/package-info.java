/** The native socket {@code /ws/chat}: frames in, frames out. */
@NullMarked
package dev.sapa.gateway.socket;

import org.jspecify.annotations.NullMarked;
