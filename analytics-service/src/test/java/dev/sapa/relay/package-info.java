/** The relay's door for a process that is nothing but the intake. */
@NullMarked
package dev.sapa.relay;

import org.jspecify.annotations.NullMarked;
